// The text of an act with its findings. Text reaches the page only as text nodes.
// Which finding is current lives here; Python is told, so that the address and the detail view follow.

const isTyping = (event) =>
  event.composedPath().some((node) => node.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(node.tagName));

export default function ({ data, parentElement, setTriggerValue }) {
  const act = parentElement.querySelector(".act");
  const contents = act.querySelector(".contents");
  const text = act.querySelector(".text");
  const [back, next] = act.querySelectorAll(".bar button");
  const at = act.querySelector(".at");
  const state = (act.mbState ??= { token: null, start: null, current: -1, marks: [] });

  const mark = ([indexes, piece]) => {
    // Where findings of several types overlap, each type has its own line under the words.
    const types = new Map(indexes.map((index) => [data.findings[index][3], data.findings[index][1]]));
    const [tone, ...others] = types.values();
    const inner = others.reduce((held, other) => make("span", `also tone-${other}`, held), piece);
    const node = make("mark", `tone-${tone}`, inner);
    if (others.length) node.title = indexes.map((index) => data.findings[index][2]).join("\n");
    node.tabIndex = 0;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", indexes.map((index) => data.findings[index][2]).join("; "));
    node.onclick = () => {
      // Where findings overlap, each further click goes to the next of them.
      const here = indexes.indexOf(state.current);
      pick(indexes[(here + 1) % indexes.length], false);
    };
    node.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      node.onclick();
    };
    for (const index of indexes) (state.marks[index] ??= []).push(node);
    return node;
  };
  const piece = (segment) => {
    if (typeof segment === "string") return segment;
    return segment[0].length ? mark(segment) : make("sup", "", segment[1]);
  };
  const pieces = (segments) => segments.map(piece);

  const lineOf = ([depth, label, body]) => {
    const line = make("div", label.length ? "line item" : "line");
    if (label.length) line.append(make("span", "", ...pieces(label)), make("span", "", ...pieces(body)));
    else line.append(...pieces(body));
    const steps = label.length ? depth - 1 : depth;
    if (steps > 0) line.style.marginLeft = `${steps * 2.45}em`;
    return line;
  };

  const blockOf = ({ kind, tone, glyph, lines }) => {
    const block = make("div", tone ? `block tone-${tone}` : "block");
    if (glyph) {
      const sign = make("span", "sign glyph", glyph);
      sign.setAttribute("aria-hidden", "true");
      block.append(sign);
    }
    if (data.words.kinds[kind]) block.append(make("div", "tag", data.words.kinds[kind]));
    block.append(...lines.map(lineOf));
    return block;
  };

  const sectionOf = (provision) => {
    const section = make("section", "");
    section.dataset.at = provision.at;
    section.append(...provision.outline.map((title) => make("h2", "", title)));
    const title = [provision.unit, provision.heading].filter(Boolean).join(" ");
    const heading = make("h4", "", title);
    if (provision.repealed) heading.append(make("span", "gone", title ? ` (${data.words.repealed})` : data.words.repealed));
    if (heading.textContent) section.append(heading);
    section.append(...provision.blocks.map(blockOf));
    for (const index of provision.lost) {
      const node = make("div", "lost", mark([[index], data.findings[index][2]]), ` – ${data.words.lost}`);
      section.append(node);
    }
    return section;
  };

  const entryOf = ({ level, text: words, at: position, n }) => {
    if (position === undefined) {
      const line = make("div", "level", words);
      line.style.paddingLeft = `${level * 8}px`;
      return line;
    }
    const button = make("button", "", make("span", "", words), make("span", "n", n ? String(n) : ""));
    button.type = "button";
    button.dataset.at = position;
    button.onclick = () => goTo(position);
    return button;
  };

  // Heights of sections out of sight are estimates: scroll again until the place stands still.
  const scrollTo = (node, share) => {
    let still = 0;
    let rounds = 0;
    const step = () => {
      if (!node.isConnected || (state.scrolling !== node)) return;
      const box = text.getBoundingClientRect();
      const wanted = text.scrollTop + node.getBoundingClientRect().top - box.top - box.height * share;
      const top = Math.max(0, Math.min(wanted, text.scrollHeight - text.clientHeight));
      still = Math.abs(top - text.scrollTop) < 2 ? still + 1 : 0;
      text.scrollTop = top;
      if (still < 3 && rounds++ < 40) requestAnimationFrame(step);
    };
    state.scrolling = node;
    step();
  };

  const follow = (position) => {
    for (const button of contents.querySelectorAll("[aria-current]")) button.removeAttribute("aria-current");
    const button = contents.querySelector(`button[data-at="${position}"]`);
    if (!button) return;
    button.setAttribute("aria-current", "true");
    const top = button.offsetTop - contents.offsetTop;
    if (top < contents.scrollTop || top + button.offsetHeight > contents.scrollTop + contents.clientHeight)
      contents.scrollTop = top - contents.clientHeight / 3;
  };

  const goTo = (position) => {
    const section = text.querySelector(`section[data-at="${position}"]`);
    follow(position);
    if (section) scrollTo(section, 0);
    else setTriggerValue("turned", position);
  };

  const show = (index, scroll) => {
    for (const node of text.querySelectorAll("mark.current")) node.classList.remove("current");
    state.current = index;
    const nodes = state.marks[index] ?? [];
    for (const node of nodes) node.classList.add("current");
    if (nodes.length) {
      follow(nodes[0].closest("section").dataset.at);
      if (scroll) scrollTo(nodes[0], 0.33);
    }
    const total = data.total.toLocaleString(data.words.locale);
    at.textContent = index < 0
      ? data.words.count.replace("{n}", total)
      : data.words.position.replace("{at}", (data.before + index + 1).toLocaleString(data.words.locale)).replace("{n}", total);
    back.disabled = data.total === 0 || (index >= 0 && data.before + index === 0);
    next.disabled = data.total === 0 || data.before + index + 1 >= data.total;
  };

  const pick = (index, scroll) => {
    show(index, scroll);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => setTriggerValue("picked", data.findings[index][0]), 60);
  };

  const step = (by) => {
    let index = state.current + by;
    if (state.current < 0) {
      // Nothing chosen yet: the first finding in sight or behind it, or the last one before.
      const top = text.getBoundingClientRect().top;
      const below = state.marks.findIndex((nodes) => nodes?.[0].getBoundingClientRect().bottom > top);
      index = by > 0 ? (below < 0 ? data.findings.length : below) : (below < 0 ? data.findings.length - 1 : below - 1);
    }
    if (index >= 0 && index < data.findings.length) return pick(index, true);
    const elsewhere = data.before + index;
    if (elsewhere >= 0 && elsewhere < data.total) setTriggerValue("stepped", elsewhere);
  };

  if (data.token !== state.token) {
    state.token = data.token;
    state.marks = [];
    state.current = -1;
    state.start = null;
    text.setAttribute("aria-label", data.words.label);
    contents.setAttribute("aria-label", data.words.contents);
    back.textContent = `↑ ${data.words.back}`;
    next.textContent = `↓ ${data.words.next}`;
    contents.replaceChildren(...data.contents.map(entryOf));
    text.replaceChildren(...data.sections.map(sectionOf));
    text.scrollTop = 0;
    contents.scrollTop = 0;
    if (data.sections.length) follow(data.sections[0].at);
  }
  back.onclick = () => step(-1);
  next.onclick = () => step(1);
  if (data.start.nonce !== state.start) {
    state.start = data.start.nonce;
    const index = data.findings.findIndex(([id]) => id === data.start.finding);
    show(index, true);
    if (index < 0 && data.start.position !== null) goTo(data.start.position);
  }

  const onKey = (event) => {
    if (!data.keys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (event.key === "j" || event.key === "J") step(1);
    else if (event.key === "k" || event.key === "K") step(-1);
    else return;
    event.preventDefault();
  };
  if (state.onKey) document.removeEventListener("keydown", state.onKey);
  state.onKey = onKey;
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}
