// The right side: what a person should know before they answer, section by section.

export default function ({ data, parentElement }) {
  const root = kept(parentElement, () => parentElement.appendChild(el("div", { class: "packet" })));
  reconcile(root, data.sections, (one) => one.title, section);
}

function section({ title, blocks, open, urgent }) {
  return el("details", { open, class: urgent ? "urgent" : "" }, el("summary", {}, title), blocks.map((block) => BLOCKS[block.kind](block)));
}

const BLOCKS = {
  text: ({ text }) => said(text, "p"),
  list: ({ items }) => el("ul", {}, items.map((item) => said(item, "li"))),
  rows: ({ rows }) =>
    el("dl", {}, rows.map(({ label, text, source }) => [said(label, "dt"), el("dd", {}, said(text), source ? el("small", {}, source) : null)])),
  tried: ({ asked, told, sources: from }) =>
    el("div", { class: "tried" }, said(asked, "p", { class: "asked" }), said(told, "p"), from ? said(from, "small") : null),
  mood: ({ points, words }) => chart(points, words),
};

/** Mood from message to message, -1 to 1, with the last in words. */
function chart(points, words) {
  const wide = 260, high = 54, pad = 6;
  const x = (place) => (points.length < 2 ? wide / 2 : pad + (place * (wide - 2 * pad)) / (points.length - 1));
  const y = (score) => high / 2 - score * (high / 2 - pad);
  const path = points.map(({ score }, place) => `${place ? "L" : "M"}${x(place)},${y(score)}`).join("");
  return el("figure", {},
    el("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": words },
      el("line", { x1: 0, x2: wide, y1: high / 2, y2: high / 2, class: "zero" }),
      el("path", { d: path, class: "mood" }),
      points.map(({ score, at }, place) => el("circle", { cx: x(place), cy: y(score), r: 3, class: score < -0.3 ? "low" : "" }, el("title", {}, `${clock(at)}: ${score.toFixed(2)}`)))),
    el("figcaption", {}, words));
}
