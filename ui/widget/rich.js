/** Cuts a line of a reply into plain text, citation markers, links and, in emergencies, telephone numbers. */

/** @typedef {{type: "text" | "citation" | "telephone" | "link", text: string, marker?: number, href?: string}} Part */

const MARKER = /\[(\d{1,3})\]/g;
// `[words](address)`, or the address alone.
const LINK = /\[([^[\]\n]{1,200})\]\(([^\s()<>"]{1,2000})\)|https?:\/\/[^\s<>"[\]]{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/gi;
const PROTOCOLS = ["http:", "https:", "mailto:", "tel:"];
const NOT_ITS_OWN = /[.,;:!?'"’”)]+$/;
// Emergency numbers and crisis lines, international numbers and numbers with a leading 0; never a piece of a longer number, a date or a
// measure such as "110 km/h".
const TELEPHONE = new RegExp(
  String.raw`(?<![\w+\[.,/\-])` +
    String.raw`(?:11[0-38]|14[23]|024|3114|911|988|999|000|116 123|13 11 14|\+[1-9]\d{0,2}(?:[ \-]?\d{2,4}){2,5}|0\d{2,4}(?:[ \-]?\d{2,4}){2,3})` +
    String.raw`(?![\w\]]|[.,/\-:]\d|[ \u00a0]?(?:km|m|mi|mph|kg|bar|psi|kW|hp|PS|Nm|l|L|V|A|EUR|USD|GBP|€|\$|£|%|°)(?!\w))`,
  "g",
);

/** @typedef {(match: RegExpMatchArray) => Part | null} Reader what a match is; null where it is text after all */

/**
 * @param {string} text @param {(marker: number) => boolean} isCited @param {boolean} withTelephones
 * @returns {Part[]} in the order of the text, of which they leave out nothing but what makes a link
 */
export function partsOf(text, isCited, withTelephones) {
  /** @type {Reader} */
  const citation = (match) => (isCited(Number(match[1])) ? { type: "citation", text: match[0], marker: Number(match[1]) } : null);
  /** @type {Reader} */
  const telephone = (match) => ({ type: "telephone", text: match[0] });
  const parts = within(split(text, LINK, linkOf), MARKER, citation);
  return withTelephones ? within(parts, TELEPHONE, telephone) : parts;
}

/** The dialled form of a number as it is written. @param {string} text */
export function telephoneLink(text) {
  return `tel:${text.replace(/[^\d+]/g, "")}`;
}

/** @type {Reader} */
function linkOf([whole, words, address]) {
  if (words) return isAllowed(address) ? { type: "link", text: words, href: address } : null;
  const text = whole.replace(NOT_ITS_OWN, "");
  const href = text.includes("://") ? text : `mailto:${text}`;
  return isAllowed(href) ? { type: "link", text, href } : null;
}

/** @param {string} address */
function isAllowed(address) {
  return URL.canParse(address) && PROTOCOLS.includes(new URL(address).protocol);
}

/** @param {Part[]} parts @param {RegExp} pattern @param {Reader} read */
function within(parts, pattern, read) {
  return parts.flatMap((part) => (part.type === "text" ? split(part.text, pattern, read) : [part]));
}

/** @param {string} text @param {RegExp} pattern @param {Reader} read @returns {Part[]} */
function split(text, pattern, read) {
  /** @type {Part[]} */
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const part = read(match);
    if (!part) continue;
    if (match.index > from) parts.push({ type: "text", text: text.slice(from, match.index) });
    parts.push(part);
    // An address may be shorter than what matched, and of words with an address nothing else is to be seen.
    from = match.index + (match[0].startsWith(part.text) ? part.text.length : match[0].length);
  }
  if (from < text.length) parts.push({ type: "text", text: text.slice(from) });
  return parts;
}
