// A provision beside the picture: text with its findings and references marked, findings, references, reach.
// Text reaches the page only as text nodes. Which part is open stays as it is from one provision to the next.

const button = (name, act, ...content) => Object.assign(make("button", name, ...content), { type: "button", onclick: act });
// A button would not break over lines as words do.
const link = (act, ...content) => {
  const node = make("span", "ref", ...content);
  node.tabIndex = 0;
  node.setAttribute("role", "link");
  node.onclick = act;
  node.onkeydown = (event) => { if (event.key === "Enter") act(); };
  return node;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".norm");
  const token = JSON.stringify(data);
  if (box.mbToken === token) return;
  const isSame = box.mbId === data.id;
  const scrolled = box.scrollTop;
  box.mbToken = token;
  box.mbId = data.id;
  box.mbTab ??= "text";
  if (data.finding) box.mbTab = "findings";
  box.setAttribute("aria-label", data.words.label);
  const go = (id) => () => setTriggerValue("picked", id);

  const rowOf = (row) => {
    const line = make("li", row.tone ? `tone-${row.tone}` : "");
    const name = row.node ? button("cite", go(row.node), row.label) : make("span", "cite", row.label);
    line.append(...(row.glyph ? [sign(row.glyph)] : []), german(name));
    if (row.heading) line.append(german(make("span", "quiet", ` ${row.heading}`)));
    if (row.note) line.append(german(make("div", "quiet", row.note)));
    return line;
  };
  const listOf = (rows, all) => {
    const list = make("ul", "", ...rows.map(rowOf));
    if (all > rows.length) list.append(make("li", "quiet", data.words.more.replace("{n}", all - rows.length)));
    return list;
  };
  const groupOf = (group, open) => {
    const head = make("summary", "", group.label, make("span", "n", ` ${group.n}`));
    if (group.title) head.append(german(make("span", "quiet", ` ${group.title}`)));
    const node = make("details", group.strong ? "strong" : "", head, listOf(group.rows, group.n));
    node.open = open;
    return node;
  };

  const textPart = () => {
    const part = german(make("div", "text"));
    for (const [depth, pieces] of data.text) {
      const line = make("p", "");
      if (depth > 0) line.style.marginLeft = `${depth * 1.6}em`;
      for (const [words, tone, target] of pieces) {
        let node = document.createTextNode(words);
        if (tone) node = make("mark", `tone-${tone}`, node);
        if (target) node = link(go(target), node);
        line.append(node);
      }
      part.append(line);
    }
    if (data.noText) part.append(make("p", "quiet", data.noText));
    return part;
  };
  const findingsPart = () => {
    if (!data.findings.length) return make("p", "quiet", data.words.findings);
    return make("ul", "", ...data.findings.map((row) => {
      const line = make("li", `tone-${row.tone}`);
      if (row.id === data.finding) line.classList.add("current");
      line.append(sign(row.glyph), german(make("b", "", `„${row.label}“`)), make("span", "quiet", ` ${row.note}`), make("div", "", row.text));
      line.append(button("plain", () => setTriggerValue("finding", row.id), data.words.open));
      return line;
    }));
  };
  const waysPart = () => {
    const part = make("div", "");
    for (const way of data.ways) {
      part.append(make("h4", "", way.label), ...way.groups.map((group) => groupOf(group, way.groups.length === 1 || group.rows.length <= 8)));
    }
    if (data.lost.length) part.append(make("h4", "", data.words.lost), listOf(data.lost, data.lost.length));
    return part;
  };
  const reachPart = () => {
    const { head, notes, groups } = data.reach;
    return make("div", "", make("p", "head", head), ...groups.map((group, index) => groupOf(group, index === 0 || groups.length < 4)),
      ...notes.map((note) => make("p", "quiet small", note)));
  };

  const title = german(make("h3", "", data.title));
  const content = [title];
  if (data.heading) content.push(german(make("p", "heading", data.heading)));
  if (data.chips.length) content.push(make("div", "chips", ...data.chips.map(chip)));
  if (data.count) content.push(make("p", "count", data.count));
  if (data.tabs) {
    const parts = { text: textPart, findings: findingsPart, ways: waysPart, reach: reachPart };
    const body = make("div", "body");
    body.setAttribute("role", "tabpanel");
    const bar = make("div", "tabs");
    bar.setAttribute("role", "tablist");
    const open = (name, focus) => {
      box.mbTab = name;
      for (const tab of bar.children) {
        const is = tab.dataset.name === name;
        tab.setAttribute("aria-selected", String(is));
        tab.tabIndex = is ? 0 : -1;
        if (is && focus) tab.focus();
      }
      body.replaceChildren(parts[name]());
    };
    for (const name of Object.keys(parts)) {
      const tab = button("tab", () => open(name), data.tabs[name]);
      tab.setAttribute("role", "tab");
      tab.dataset.name = name;
      tab.onkeydown = (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!by) return;
        const all = Object.keys(parts);
        open(all[(all.indexOf(name) + by + all.length) % all.length], true);
        event.preventDefault();
      };
      bar.append(tab);
    }
    content.push(bar, body);
    open(box.mbTab);
  } else {
    for (const list of data.lists) content.push(make("p", "", list.head), listOf(list.rows, list.rows.length + (data.cut ?? 0)));
  }
  box.replaceChildren(...content);
  box.scrollTop = isSame ? scrolled : 0;
}
