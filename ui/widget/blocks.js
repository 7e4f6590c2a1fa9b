/** Reads the plain text of a reply as what it is made of: paragraphs, lists and tables. Its lines are those of `knowledge/units.py`. */

/**
 * @typedef {{type: "paragraph", text: string}} Paragraph
 * @typedef {{type: "list", items: string[]}} List
 * @typedef {{type: "steps", items: {number: number, text: string}[]}} Steps
 * @typedef {{type: "table", headings: string[], rows: string[][], after: string}} Table `after`: markers that stood behind the last row
 * @typedef {Paragraph | List | Steps | Table} Block
 */

const ITEM = /^\s*[–•*-]\s+(?=\S)/;
const STEP = /^\s*(\d{1,3})[.)]\s+(?=\S)/;
const PARAGRAPH_END = /\n[ \t]*\n/;
const MARKERS_AT_END = /(?:\s*\[\d{1,3}\])+$/;
/** Stands between the first cell of a row and the others, which are `heading: cell` each. */
const FIRST_CELL_END = " – ";
const CELL_END = "; ";
const CELL = /^([^:]{1,60}):(?: (.*))?$/s;

/** @param {string} text @returns {Block[]} */
export function blocksOf(text) {
  return text.split(PARAGRAPH_END).flatMap((part) => runsOf(part.split("\n")).map(blockOf));
}

/** Lines of one kind that follow one another. @param {string[]} lines @returns {string[][]} */
function runsOf(lines) {
  /** @type {string[][]} */
  const runs = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && kindOf(last[0]) === kindOf(line)) last.push(line);
    else runs.push([line]);
  }
  return runs;
}

/** @param {string} line */
function kindOf(line) {
  return ITEM.test(line) ? "item" : STEP.test(line) ? "step" : "text";
}

/** @param {string[]} lines all of one kind @returns {Block} */
function blockOf(lines) {
  const kind = kindOf(lines[0]);
  const items = lines.map((line) => line.replace(ITEM, ""));
  if (kind === "item") return tableOf(items) ?? { type: "list", items };
  const steps = lines.map((line) => ({ number: Number(STEP.exec(line)?.[1]), text: line.replace(STEP, "") }));
  // A sentence may begin with a number too, such as a date.
  if (kind === "step" && (lines.length > 1 || steps[0].number === 1)) return { type: "steps", items: steps };
  return { type: "paragraph", text: lines.join("\n") };
}

/** The rows as a table, if all have the same headings. @param {string[]} rows @returns {Table | null} */
function tableOf(rows) {
  const after = MARKERS_AT_END.exec(rows.at(-1) ?? "")?.[0] ?? "";
  const cells = rows.map((row, at) => cellsOf(at === rows.length - 1 ? row.slice(0, row.length - after.length) : row));
  const headings = cells[0]?.map(({ heading }) => heading) ?? [];
  /** @param {Cell[] | null} row */
  const fits = (row) => row?.length === headings.length && row.every(({ heading }, at) => heading === headings[at]);
  if (rows.length < 2 || !cells.every(fits)) return null;
  return { type: "table", headings, rows: cells.map((row) => /** @type {Cell[]} */ (row).map(({ text }) => text)), after: after.trim() };
}

/** @typedef {{heading: string, text: string}} Cell */

/** @param {string} row @returns {Cell[] | null} null where it is no row */
function cellsOf(row) {
  const end = row.indexOf(FIRST_CELL_END);
  const first = end < 0 ? [] : [{ heading: "", text: row.slice(0, end) }];
  const others = row.slice(end < 0 ? 0 : end + FIRST_CELL_END.length).split(CELL_END).map((cell) => CELL.exec(cell));
  const named = others.filter((match) => match !== null).map(([, heading, text = ""]) => ({ heading, text }));
  const cells = [...first, ...named];
  return named.length === others.length && cells.length > 1 ? cells : null;
}
