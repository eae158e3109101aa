// A list of findings: one click or an arrow key selects; the focus stays while the page around it is drawn anew.
// Text reaches the page only as text nodes.

const rowOf = (row, index) => {
  const option = make("div", `row tone-${row.tone}`);
  option.id = `row-${index}`;
  option.setAttribute("role", "option");
  option.dataset.id = row.id;
  const glyph = make("span", "glyph", row.glyph);
  glyph.setAttribute("aria-hidden", "true");
  const body = make("div");
  const head = make("div", "head");
  head.append(make("span", "place", row.place), make("span", "meta", ` · ${row.meta}`));
  const text = make("div", "text");
  text.lang = "de";
  if (row.quote) text.append(make("b", "", row.quote), " — ");
  text.append(row.text);
  body.append(head, text);
  option.append(glyph, body);
  return option;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".list");
  const state = (list.mbState ??= { token: null, selected: null, timer: 0 });
  const rows = () => [...list.children];

  const show = (id, scroll) => {
    state.selected = id;
    let active = "";
    for (const row of rows()) {
      const is = row.dataset.id === id;
      row.setAttribute("aria-selected", String(is));
      if (!is) continue;
      active = row.id;
      if (scroll) {
        const top = row.offsetTop - list.offsetTop;
        if (top < list.scrollTop) list.scrollTop = top;
        else if (top + row.offsetHeight > list.scrollTop + list.clientHeight)
          list.scrollTop = top + row.offsetHeight - list.clientHeight;
      }
    }
    if (active) list.setAttribute("aria-activedescendant", active);
    else list.removeAttribute("aria-activedescendant");
  };

  const choose = (id, wait) => {
    show(id, true);
    clearTimeout(state.timer);
    state.pending = id;
    // A held arrow key runs down the list; only where it stops is asked for.
    state.timer = setTimeout(() => {
      state.pending = null;
      setTriggerValue("picked", id);
    }, wait);
  };

  list.setAttribute("aria-label", data.label);
  const token = JSON.stringify(data.rows);
  if (token !== state.token) {
    state.token = token;
    list.replaceChildren(...data.rows.map(rowOf));
    list.scrollTop = 0;
    clearTimeout(state.timer);
    state.pending = null;
  }
  if (!state.pending) show(data.selected, true);

  list.onclick = (event) => {
    const row = event.target.closest(".row");
    if (row) choose(row.dataset.id, 0);
  };
  list.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = rows();
    const at = all.findIndex((row) => row.dataset.id === state.selected);
    const visible = Math.max(1, Math.floor(list.clientHeight / 54) - 1);
    const target = {
      ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + visible, PageUp: at - visible, Home: 0, End: all.length - 1,
    }[event.key];
    if (target === undefined || !all.length) return;
    event.preventDefault();
    if (event.key === "ArrowDown" && at === all.length - 1) return void setTriggerValue("stepped", 1);
    if (event.key === "ArrowUp" && at === 0) return void setTriggerValue("stepped", -1);
    choose(all[Math.max(0, Math.min(all.length - 1, target))].dataset.id, 90);
  };
}
