/** The words of the interface, and which language, plural and time format to use. */

import { de } from "./strings/de.js";
import { en } from "./strings/en.js";
import { es } from "./strings/es.js";
import { fr } from "./strings/fr.js";
import { it } from "./strings/it.js";

/** @typedef {typeof en} Strings */
/** @typedef {{one: string, other: string}} Plural what is said of one, and of others */

/** @type {Record<string, Strings>} */
const LANGUAGES = { en, de, fr, es, it };

/** The first of the wishes, such as "de-AT", that there are words for. @param {(string | null | undefined)[]} wishes */
export function pickLanguage(...wishes) {
  const codes = wishes.map((wish) => (wish ?? "").slice(0, 2).toLowerCase());
  return codes.find((code) => Object.hasOwn(LANGUAGES, code)) ?? "en";
}

/** @param {string} language @returns {Strings} */
export function stringsFor(language) {
  return LANGUAGES[language] ?? en;
}

/** @param {string} text with gaps such as {count} @param {Record<string, string | number>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

/** What is said of so many. @param {Plural} words @param {number} count @param {string} language */
export function plural(words, count, language) {
  return new Intl.PluralRules(language).select(count) === "one" ? words.one : words.other;
}

/** The time alone for today, date and time for other days. @param {string} at @param {string} language */
export function formatTime(at, language) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const today = date.toDateString() === new Date().toDateString();
  const options = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(localeOf(language), /** @type {Intl.DateTimeFormatOptions} */ (options)).format(date);
}

/** Times are written as in the reader's country, where the browser names it. @param {string} language */
export function localeOf(language) {
  return navigator.languages.find((wish) => wish.slice(0, 2).toLowerCase() === language) ?? language;
}
