/** The text of a section of a page as DOM, with what was quoted marked. */

import { blocksOf } from "./blocks.js";
import { h } from "./dom.js";
import { elementsOf, inline } from "./prose.js";

/** @import { PageSection, PageUnit } from "./types.d.ts" */

/** @type {import("./prose.js").Reading} */
const LINKS_ALONE = { isCited: () => false, source: () => h("span"), emergency: false };

/** Sentences follow one another; lists, steps and rows are what they are. @param {PageSection} section @param {string} quote */
export function paragraphs(section, quote) {
  /** @param {PageUnit} unit @param {string} text */
  const marked = ({ cited, text: whole }, text) => {
    const words = inline(text, LINKS_ALONE);
    return cited && quote.includes(whole) && text ? [h("mark", {}, ...words)] : words;
  };
  return runsOf(section.units).flatMap((run) => {
    const kind = run[0].kind;
    if (kind === "sentence" || kind === "line") {
      const between = kind === "sentence" ? " " : "\n";
      return [h("p", { dir: "auto" }, ...run.flatMap((unit, at) => [...(at ? [between] : []), ...marked(unit, unit.text)]))];
    }
    return blocksOf(run.map(({ text }) => text).join("\n")).flatMap((block) => elementsOf(block, (text, place) => marked(run[place] ?? run[0], text)));
  });
}

/** Units of one kind that go on with one another. @param {PageUnit[]} units @returns {PageUnit[][]} */
function runsOf(units) {
  /** @type {PageUnit[][]} */
  const runs = [];
  for (const unit of units) {
    const last = runs.at(-1);
    if (last && !unit.new_paragraph && last[0].kind === unit.kind) last.push(unit);
    else runs.push([unit]);
  }
  return runs;
}
