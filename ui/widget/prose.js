/** The text of a message as DOM: real paragraphs, lists, tables and links. */

import { blocksOf } from "./blocks.js";
import { h } from "./dom.js";
import { partsOf, telephoneLink } from "./rich.js";

/** @import { Block, Table } from "./blocks.js" */

/**
 * @typedef {object} Reading what a text may hold besides words and links
 * @property {(marker: number) => boolean} isCited whether a number in brackets is the marker of a source
 * @property {(marker: number) => HTMLElement} source what opens it
 * @property {boolean} emergency
 */

/** What a customer typed, as it is. @param {string} text */
export function plain(text) {
  return h("p", { dir: "auto" }, text);
}

/** @typedef {(text: string, place: number) => (Node | string)[]} Line shows the words of a paragraph, or of the item or row at that place */

/** @param {string} text @param {Reading} reading @returns {HTMLElement[]} */
export function prose(text, reading) {
  return blocksOf(text).flatMap((block) => elementsOf(block, (words) => inline(words, reading)));
}

/** @param {Block} block @param {Line} line @returns {HTMLElement[]} */
export function elementsOf(block, line) {
  switch (block.type) {
    case "paragraph":
      return [h("p", { dir: "auto" }, ...line(block.text, 0))];
    case "list":
      return [h("ul", { dir: "auto" }, ...block.items.map((item, place) => h("li", {}, ...line(item, place))))];
    case "steps":
      return [h("ol", { dir: "auto" }, ...block.items.map(({ number, text }, place) => h("li", { value: number }, ...line(text, place))))];
    case "table":
      return [table(block, line), ...(block.after ? [h("p", {}, ...line(block.after, block.rows.length))] : [])];
  }
}

/** @param {Table} block @param {Line} line */
function table({ headings, rows }, line) {
  const named = headings[0] === ""; // the first cell of a row says what the row is about
  const head = headings.map((heading) => (heading ? h("th", { scope: "col" }, heading) : h("td")));
  /** @param {string[]} cells @param {number} place */
  const row = (cells, place) => h("tr", {}, ...cells.map((cell, at) => (named && at === 0 ? h("th", { scope: "row" }, ...line(cell, place)) : h("td", {}, ...line(cell, place)))));
  return h("div", { class: "table" }, h("table", { dir: "auto" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows.map(row))));
}

/** @param {string} text @param {Reading} reading @returns {(Node | string)[]} */
export function inline(text, { isCited, source, emergency }) {
  return partsOf(text, isCited, emergency).map((part) => {
    if (part.type === "citation") return source(part.marker ?? 0);
    if (part.type === "telephone") return h("a", { class: "telephone", href: telephoneLink(part.text) }, part.text);
    if (part.type === "link") return h("a", { href: part.href, target: "_blank", rel: "noopener noreferrer nofollow" }, part.text);
    return part.text;
  });
}
