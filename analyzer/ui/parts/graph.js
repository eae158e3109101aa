// The picture of the graph. Positions, outlines, arrows and labels come from Python; the browser draws, moves the view,
// tells which node was hit, and says so. Text reaches the page only as text nodes.

const NS = "http://www.w3.org/2000/svg";
const draw = (tag, attributes, ...content) => {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...content);
  return node;
};
const plain = (text) => text.toLowerCase().replace(/[\s\u00a0.]+/g, " ").trim();
const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const CLICK = 4; // pixels a pointer may shake between down and up
const NEAREST = 3;
const FARTHEST = 0.05;
const READABLE = 0.62; // below, reasons are shown only for the chosen node and the one pointed at;
const FEW = 18; // so they are where there are more arrows than this,
const CLOSE = 1.15; // unless one comes closer

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".graph");
  const stage = box.querySelector(".stage");
  const search = box.querySelector("input");
  const names = box.querySelector("datalist");
  const at = box.querySelector(".at");
  const [nearer, farther, fit] = box.querySelectorAll(".bar button");
  const state = (box.mbState ??= { token: null, scene: null, chosen: null, view: { x: 0, y: 0, k: 1 }, seen: new Set() });
  const by = (id) => data.dots.find((dot) => dot.id === id);

  // ------------------------------------------------------------------ view
  const size = () => ({ w: stage.clientWidth || 760, h: stage.clientHeight || 520 });
  const apply = () => {
    const { x, y, k } = state.view;
    state.world.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(4)})`);
    state.svg.classList.toggle("afar", k < READABLE);
    state.svg.classList.toggle("crowded", k < CLOSE && data.lines.length > FEW);
    // Citations stay legible when one looks from afar.
    state.svg.style.setProperty("--grow", String(Math.min(2.8, Math.max(1, 0.9 / k)).toFixed(3)));
  };
  const moveTo = (view, soon) => {
    cancelAnimationFrame(state.frame);
    if (soon || isCalm()) {
      state.view = view;
      return apply();
    }
    const from = { ...state.view };
    const begun = performance.now();
    const step = (now) => {
      const part = Math.min(1, (now - begun) / 260);
      const soft = part * (2 - part);
      state.view = { x: from.x + (view.x - from.x) * soft, y: from.y + (view.y - from.y) * soft, k: from.k + (view.k - from.k) * soft };
      apply();
      if (part < 1) state.frame = requestAnimationFrame(step);
    };
    state.frame = requestAnimationFrame(step);
  };
  const around = ([left, top, width, height], most) => {
    const { w, h } = size();
    const k = Math.max(FARTHEST, Math.min(most, w / width, h / height));
    return { k, x: w / 2 - (left + width / 2) * k, y: h / 2 - (top + height / 2) * k };
  };
  const showAll = (soon) => moveTo(around(data.box, 1.15), soon);
  const zoom = (factor, x, y) => {
    const { w, h } = size();
    const px = x ?? w / 2;
    const py = y ?? h / 2;
    const k = Math.max(FARTHEST, Math.min(NEAREST, state.view.k * factor));
    const real = k / state.view.k;
    moveTo({ k, x: px - (px - state.view.x) * real, y: py - (py - state.view.y) * real }, x !== undefined);
  };
  const isInSight = (dot) => {
    const { w, h } = size();
    const x = dot.x * state.view.k + state.view.x;
    const y = dot.y * state.view.k + state.view.y;
    return x > 24 && y > 16 && x < w - 24 && y < h - 30;
  };
  const goTo = (dot) => {
    const { w, h } = size();
    const k = Math.max(1, state.view.k);
    moveTo({ k, x: w / 2 - dot.x * k, y: h / 2 - dot.y * k });
  };

  // --------------------------------------------------------------- drawing
  const lineOf = (line) => {
    const group = draw("g", { class: line.strong ? "line strong" : "line" });
    group.mbEnds = [line.source, line.target];
    group.append(
      draw("title", {}, line.say),
      draw("path", { class: "wide", d: line.d }),
      draw("path", { class: "shaft", d: line.d, "stroke-width": line.width }),
      draw("path", { class: "tip", d: line.tip }),
    );
    return group;
  };
  const reasonOf = (line) => {
    const text = draw("text", { class: "reason", y: 3.5, transform: `translate(${line.x} ${line.y}) rotate(${line.angle})` }, line.label);
    text.mbEnds = [line.source, line.target];
    return text;
  };
  const dotOf = (dot) => {
    const group = draw("g", {
      class: `dot fill-${dot.tone}`, transform: `translate(${dot.x} ${dot.y})`, role: "button", tabindex: "-1",
      "aria-label": dot.say, "data-id": dot.id, "data-x": dot.x, "data-y": dot.y,
    });
    group.append(draw("title", {}, dot.say), draw("circle", { class: "halo", r: dot.r + 10 }));
    if (dot.start) group.append(draw("circle", { class: "origin", r: dot.r + 10 }));
    if (dot.ring) group.append(draw("circle", { class: `ring ring-${dot.ring}`, r: dot.r + 5 }));
    group.append(draw("path", { class: "body", d: dot.d }));
    if (dot.glyph) group.append(draw("text", { class: "glyph", y: 5, "aria-hidden": "true" }, dot.glyph));
    if (dot.more) group.append(draw("text", { class: "more", x: dot.r * 0.75 + 6, y: -dot.r * 0.75 - 2, "aria-hidden": "true" }, dot.more));
    const low = dot.r + (dot.ring ? 22 : 17) + (dot.start ? 6 : 0);
    const name = draw("g", { class: "name", transform: `translate(0 ${low})`, "aria-hidden": "true" });
    const inner = draw("g", { class: "scaled" }, draw("text", { class: "label" }, dot.label));
    if (dot.note) inner.append(draw("text", { class: "note", y: 14 }, dot.note));
    name.append(inner);
    group.append(name);
    return group;
  };
  const paint = () => {
    state.svg = draw("svg", { role: "group", "aria-label": data.words.label });
    state.world = draw("g", { class: "world" });
    const lines = draw("g", { "aria-hidden": "true" }, ...data.lines.map(lineOf));
    const reasons = draw("g", { "aria-hidden": "true" }, ...data.lines.filter((line) => line.label).map(reasonOf));
    const dots = draw("g", {}, ...data.dots.map(dotOf));
    state.world.append(lines, reasons, dots);
    state.svg.append(state.world);
    stage.replaceChildren(state.svg);
    state.dots = new Map([...dots.children].map((node) => [node.dataset.id, node]));
    state.links = [...lines.children, ...reasons.children];
    names.replaceChildren(...data.dots.map((dot) => Object.assign(make("option"), { value: dot.label })));
  };
  const legendOf = (row) => {
    const svg = draw("svg", { viewBox: "-12 -12 24 24", width: 22, height: 22, "aria-hidden": "true", class: row.tone ? `fill-${row.tone}` : "" });
    if (row.strong) {
      const arrow = draw("g", { class: "line strong" });
      arrow.append(draw("path", { class: "shaft", d: "M-11 0H5", "stroke-width": 2 }), draw("path", { class: "tip", d: "M11 0L3 -4.5L3 4.5Z" }));
      svg.append(arrow);
    } else if (row.size) svg.append(draw("circle", { class: "body", cx: -7, r: 3.5 }), draw("circle", { class: "body", cx: 4, r: 7 }));
    else {
      if (row.ring) svg.append(draw("circle", { class: `ring ring-${row.ring}`, r: 10 }));
      svg.append(draw("path", { class: "body", d: row.d }));
    }
    return make("span", row.tone ? `key fill-${row.tone}` : "key", svg, row.word);
  };

  // ---------------------------------------------------------------- choice
  const show = (id) => {
    state.chosen = id;
    for (const [key, node] of state.dots) {
      const is = key === id;
      node.classList.toggle("chosen", is);
      node.setAttribute("aria-pressed", String(is));
      node.setAttribute("tabindex", is || (!id && key === data.dots[0]?.id) ? "0" : "-1");
    }
    for (const node of state.links) node.classList.toggle("near", node.mbEnds.includes(id));
  };
  const pick = (id) => {
    if (id === state.chosen) return setTriggerValue("grown", id);
    show(id);
    setTriggerValue("picked", id);
  };
  const hover = (id) => {
    for (const node of state.links) node.classList.toggle("lit", Boolean(id) && node.mbEnds.includes(id));
  };

  const token = JSON.stringify([data.dots, data.lines, data.legend, data.words.label]);
  if (token !== state.token) {
    const hadFocus = Boolean(state.svg?.contains(parentElement.activeElement ?? state.svg.getRootNode().activeElement));
    const isOther = data.scene !== state.scene;
    const old = isOther ? new Set() : state.seen;
    const come = data.dots.filter((dot) => !old.has(dot.id));
    state.token = token;
    state.scene = data.scene;
    state.seen = new Set(data.dots.map((dot) => dot.id));
    paint();
    box.querySelector(".legend").replaceChildren(...data.legend.map(legendOf));
    box.querySelector(".legend").setAttribute("aria-label", data.words.legend_head);
    box.querySelector(".help").textContent = data.words.help;
    if (isOther) showAll(true);
    else {
      apply();
      // The view stays; only when what came in is out of sight does one step back.
      if (come.some((dot) => !isInSight(dot))) showAll(false);
      for (const dot of come) state.dots.get(dot.id).classList.add("new");
    }
    show(data.chosen);
    if (hadFocus) state.dots.get(data.chosen)?.focus({ preventScroll: true });
  } else if (data.chosen !== state.chosen) {
    show(data.chosen);
    const dot = by(data.chosen);
    if (dot && !isInSight(dot)) goTo(dot);
  }

  // ---------------------------------------------------------------- pointer
  const dotAt = (event) => event.target.closest?.(".dot")?.dataset.id;
  stage.onpointerdown = (event) => {
    if (event.button !== 0) return;
    state.drag = { id: event.pointerId, x: event.clientX, y: event.clientY, view: { ...state.view }, hit: dotAt(event), moved: false };
  };
  stage.onpointermove = (event) => {
    const drag = state.drag;
    if (!drag) return hover(dotAt(event));
    const dx = event.clientX - drag.x;
    const dy = event.clientY - drag.y;
    if (!drag.moved && Math.hypot(dx, dy) > CLICK) {
      drag.moved = true;
      stage.setPointerCapture(drag.id);
      stage.classList.add("moving");
    }
    if (drag.moved) moveTo({ ...drag.view, x: drag.view.x + dx, y: drag.view.y + dy }, true);
  };
  stage.onpointerup = stage.onpointercancel = (event) => {
    const drag = state.drag;
    state.drag = null;
    stage.classList.remove("moving");
    if (!drag || drag.moved || event.type === "pointercancel") return;
    state.awake = true; // from now on the wheel zooms
    if (drag.hit) {
      pick(drag.hit);
      state.dots.get(drag.hit)?.focus({ preventScroll: true });
    }
  };
  stage.onpointerleave = () => {
    hover(null);
    if (!state.drag) state.awake = false;
  };
  stage.onwheel = (event) => {
    if (!state.awake && !event.ctrlKey) return;
    event.preventDefault();
    const place = stage.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.008 : 0.0016)), event.clientX - place.left, event.clientY - place.top);
  };

  // --------------------------------------------------------------- keyboard
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  stage.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = by(event.target.dataset?.id);
    if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1.25 : 0.8);
    else if (event.key === "0") showAll(false);
    else if ((event.key === "Enter" || event.key === " ") && here) pick(here.id);
    else if (ARROWS[event.key] && here) {
      const [ux, uy] = ARROWS[event.key];
      let best = null;
      let least = Infinity;
      for (const dot of data.dots) {
        const along = (dot.x - here.x) * ux + (dot.y - here.y) * uy;
        const aside = Math.abs((dot.x - here.x) * uy) + Math.abs((dot.y - here.y) * ux);
        if (along > 1 && along + aside * 2 < least) [best, least] = [dot, along + aside * 2];
      }
      if (best) {
        const node = state.dots.get(best.id);
        node.setAttribute("tabindex", "0");
        node.focus({ preventScroll: true });
        hover(best.id);
        if (!isInSight(best)) goTo(best);
      }
    } else return;
    event.preventDefault();
  };

  // ----------------------------------------------------------------- bar
  nearer.textContent = "+";
  farther.textContent = "−";
  fit.textContent = data.words.fit;
  nearer.setAttribute("aria-label", data.words.nearer);
  farther.setAttribute("aria-label", data.words.farther);
  nearer.title = data.words.nearer;
  farther.title = data.words.farther;
  nearer.onclick = () => zoom(1.3);
  farther.onclick = () => zoom(1 / 1.3);
  fit.onclick = () => showAll(false);
  search.placeholder = data.words.find_hint;
  search.setAttribute("aria-label", data.words.find);
  const find = () => {
    const words = plain(search.value);
    at.textContent = "";
    if (!words) return;
    const dot = data.dots.find((each) => plain(each.label) === words) ?? data.dots.find((each) => plain(each.label).includes(words))
      ?? data.dots.find((each) => plain(each.say).includes(words));
    if (!dot) {
      at.textContent = data.words.found_none;
      return;
    }
    goTo(dot);
    if (dot.id !== state.chosen) pick(dot.id);
  };
  search.onchange = find;
  search.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter") find();
  };
  if (!state.watch) {
    state.watch = new ResizeObserver(() => {
      if (!state.wide || Math.abs(state.wide - stage.clientWidth) > 40) showAll(true);
      state.wide = stage.clientWidth;
    });
    state.wide = stage.clientWidth;
    state.watch.observe(stage);
  }
}
