// What every part builds its elements with. Stands before the code of each. Text reaches the page only as text nodes.

const make = (tag, name, ...content) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...content);
  return node;
};
const german = (node) => Object.assign(node, { lang: "de" });
const sign = (glyph) => {
  const node = make("span", "glyph", glyph);
  node.setAttribute("aria-hidden", "true");
  return node;
};
const chip = ({ tone, glyph, word }) => make("span", `chip tone-${tone}`, ...(glyph ? [sign(glyph)] : []), word);

