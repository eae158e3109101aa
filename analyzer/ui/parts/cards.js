// Clauses as cards: place, how alike, findings, words with the deciding ones marked, further places.
// Text reaches the page only as text nodes.

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".cards");
  const token = JSON.stringify(data);
  if (box.mbToken === token) return;
  box.mbToken = token;
  box.classList.toggle("pane", Boolean(data.pane));
  box.setAttribute("aria-label", data.label);

  const link = ({ label, jump }) => {
    const node = german(make("button", "cite", label));
    node.type = "button";
    node.onclick = () => setTriggerValue("jump", jump);
    return node;
  };
  const placeOf = (place) => {
    const row = make("li", "", link(place));
    if (place.heading) row.append(german(make("span", "quiet", ` ${place.heading}`)));
    return row;
  };
  const cardOf = (card) => {
    const node = make("article", "card");
    const head = make("div", "top", make("h3", "", link(card.place)));
    if (card.score) head.append(make("span", "quiet score", card.score));
    node.append(head);
    if (card.place.heading) node.append(german(make("p", "heading", card.place.heading)));
    if (card.chips.length) node.append(make("div", "chips", ...card.chips.map(chip)));
    // Where findings overlap, each has its own line under the words.
    const markOf = ([text, tones, names]) => {
      const [first, ...rest] = tones.split(" ");
      const inner = rest.reduce((held, tone) => make("span", `also tone-${tone}`, held), text);
      return Object.assign(make("mark", `tone-${first}`, inner), { title: names });
    };
    const words = card.pieces.map((piece) => (piece[1] ? markOf(piece) : piece[0]));
    node.append(german(make("blockquote", "", ...words)));
    if (card.note) node.append(german(make("p", "note", card.note)));
    if (card.places.length) {
      const list = make("ul", "", ...card.places.map(placeOf));
      if (card.more) list.append(make("li", "quiet", card.more));
      node.append(make("p", "label", card.label), list);
    }
    return node;
  };

  const content = data.lead ? [make("p", "quiet", data.lead)] : [];
  content.push(...data.cards.map(cardOf));
  if (!data.cards.length) content.push(make("p", "empty", data.empty));
  if (data.search) {
    const button = Object.assign(make("button", "", data.search), { type: "button" });
    button.onclick = () => setTriggerValue("search", true);
    content.push(button);
  }
  box.replaceChildren(...content);
  box.scrollTop = 0;
}
