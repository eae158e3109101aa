// One finding in full. Text reaches the page only as text nodes.

const paragraph = ({ label, text, items }) => {
  if (!items) return make("p", "", make("span", "label", label), ` ${text}`);
  const list = make("ul", "", ...items.map((item) => make("li", "", item)));
  return make("div", "", make("p", "label", label), list);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".detail");
  const token = JSON.stringify(data);
  if (box.mbToken === token) return;
  const isOpen = box.querySelector("details:not(.linked)")?.open ?? false;
  const sameFinding = box.mbId === data.id;
  box.mbToken = token;
  box.mbId = data.id;
  box.classList.toggle("pane", data.pane);

  const copy = make("button", "", data.copyLabel);
  copy.type = "button";
  copy.onclick = async () => {
    await navigator.clipboard.writeText(data.copy);
    copy.textContent = data.copied;
    setTimeout(() => { copy.textContent = data.copyLabel; }, 1500);
  };
  const title = make("h3", "", data.place);
  title.lang = "de";
  const heading = make("p", "heading", data.heading);
  heading.lang = "de";
  const quote = make("blockquote", `tone-${data.tone}`, data.before, make("mark", "", data.quote), data.after);
  quote.lang = "de";
  const facts = make("dl", "", ...data.facts.flatMap(([name, value]) => [make("dt", "", name), make("dd", "", value)]));
  const more = make("details", "", make("summary", "", data.factsLabel), facts);
  more.open = isOpen;
  const linked = () => {
    const { label, lists } = data.references;
    const parts = lists.filter(({ rows }) => rows.length).flatMap(({ label: name, rows, more: rest }) => {
      const items = rows.map((row) => make("li", "", german(make("span", "", row.label)), make("span", "aside", ` – ${row.note}`)));
      if (rest) items.push(make("li", "aside", rest));
      return [make("p", "label", name), make("ul", "", ...items)];
    });
    const node = make("details", "linked", make("summary", "", label), ...parts);
    node.open = box.mbLinked ?? false;
    node.ontoggle = () => { box.mbLinked = node.open; };
    const jump = make("button", "", data.references.jump);
    jump.type = "button";
    jump.onclick = () => setTriggerValue("graph", data.id);
    return make("div", "row", node, jump);
  };
  box.replaceChildren(
    make("div", "top", title, copy),
    ...(data.heading ? [heading] : []),
    make("div", "chips", ...data.chips.map(chip)),
    quote,
    ...data.paragraphs.map(paragraph),
    ...(data.references ? [linked()] : []),
    more,
  );
  if (!sameFinding) box.scrollTop = 0;
}
