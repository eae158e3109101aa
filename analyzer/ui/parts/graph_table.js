// The references in the picture as a table, for everyone who does not see the picture. Text only as text nodes.

const FIRST = 60; // rows drawn at once; the others wait until the picture above has been painted

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".references");
  const token = JSON.stringify(data);
  if (box.mbToken === token) return;
  box.mbToken = token;
  if (!data.rows.length) {
    box.replaceChildren(make("p", "quiet", data.none));
    return;
  }
  const hasWords = data.rows.some(({ cells }) => cells[3]);
  const head = make("tr", "", ...data.heads.slice(0, hasWords ? 4 : 3).map((name) => Object.assign(make("th", "", name), { scope: "col" })));
  const cite = (id, words) => {
    const button = make("button", "cite", words);
    button.type = "button";
    button.onclick = () => setTriggerValue("picked", id);
    return german(make("td", "", button));
  };
  const rowOf = ({ from, to, cells: [source, reason, target, words] }) => {
    const row = make("tr", "", cite(from, source), make("td", "", reason), cite(to, target));
    if (hasWords) row.append(german(make("td", "words", words)));
    return row;
  };
  const body = make("tbody", "", ...data.rows.slice(0, FIRST).map(rowOf));
  const table = make("table", "", make("caption", "", `${data.caption} (${data.rows.length})`), make("thead", "", head), body);
  box.replaceChildren(table);
  if (data.rows.length > FIRST)
    requestAnimationFrame(() => setTimeout(() => {
      if (box.mbToken === token) body.append(...data.rows.slice(FIRST).map(rowOf));
    }));
}
