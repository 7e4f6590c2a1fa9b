/** Cuts a reply into plain text, citation markers and, in emergencies, telephone numbers. */

/** @typedef {{type: "text" | "citation" | "telephone", text: string, marker?: number}} Part */

const MARKER = /\[(\d{1,3})\]/g;
// Emergency numbers and crisis lines, international numbers and numbers with a leading 0; never a piece of a longer number, a date or a
// measure such as "110 km/h".
const TELEPHONE = new RegExp(
  String.raw`(?<![\w+\[.,/\-])` +
    String.raw`(?:11[0-38]|14[23]|024|3114|911|988|999|000|116 123|13 11 14|\+[1-9]\d{0,2}(?:[ \-]?\d{2,4}){2,5}|0\d{2,4}(?:[ \-]?\d{2,4}){2,3})` +
    String.raw`(?![\w\]]|[.,/\-:]\d|[ \u00a0]?(?:km|m|mi|mph|kg|bar|psi|kW|hp|PS|Nm|l|L|V|A|EUR|USD|GBP|€|\$|£|%|°)(?!\w))`,
  "g",
);

/**
 * @param {string} text @param {(marker: number) => boolean} isCited @param {boolean} withTelephones
 * @returns {Part[]} their texts put together are `text`
 */
export function partsOf(text, isCited, withTelephones) {
  const parts = split(text, MARKER, (match) => {
    const marker = Number(match[1]);
    return isCited(marker) ? { type: "citation", text: match[0], marker } : null;
  });
  if (!withTelephones) return parts;
  /** @param {RegExpMatchArray} match */
  const telephone = (match) => ({ type: "telephone", text: match[0] });
  return parts.flatMap((part) => (part.type === "text" ? split(part.text, TELEPHONE, telephone) : [part]));
}

/** The dialled form of a number as it is written. @param {string} text */
export function telephoneLink(text) {
  return `tel:${text.replace(/[^\d+]/g, "")}`;
}

/** @param {string} text @param {RegExp} pattern @param {(match: RegExpMatchArray) => any} partOf @returns {Part[]} */
function split(text, pattern, partOf) {
  /** @type {Part[]} */
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const part = partOf(match);
    if (!part) continue;
    if (match.index > from) parts.push({ type: "text", text: text.slice(from, match.index) });
    parts.push(part);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ type: "text", text: text.slice(from) });
  return parts;
}
