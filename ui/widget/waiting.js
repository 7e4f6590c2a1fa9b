/** Where somebody stands who waits, in words: as it was said last, and no younger figure made of it. */

import { fill, localeOf, plural } from "./strings.js";

/** @import { Strings } from "./strings.js" */
/** @import { Waiting, WaitTold } from "./types.d.ts" */

/** Up to so many days ahead the name of a day says which one it is. */
const NAMED_DAYS = 6;
const DAY_MS = 86_400_000;

/** @param {Strings} strings @param {string} language @param {Waiting} waiting @param {Date} now */
export function waitingText(strings, language, { place, wait, opens_at }, now = new Date()) {
  const opens = opens_at ? new Date(opens_at) : null;
  const parts = [
    fill(strings.place, { place }),
    wait ? waitText(strings, language, wait) : "",
    opens && opens > now ? opensText(strings, language, opens, now) : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** @param {Strings} strings @param {string} language @param {WaitTold} wait */
function waitText(strings, language, { low, high, unit }) {
  if (unit === "minutes" && high <= 1) return strings.lessThanMinute;
  const words = low === high ? strings.single : low === 0 ? strings.upTo : strings.range;
  return fill(words, { low, high, unit: plural(strings[unit], high, language) });
}

/** In the time zone of the browser. @param {Strings} strings @param {string} language @param {Date} opens @param {Date} now */
function opensText(strings, language, opens, now) {
  const locale = localeOf(language);
  const time = opens.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
  if (opens.toDateString() === now.toDateString()) return fill(strings.opensToday, { time });
  const isNear = opens.getTime() - now.getTime() < NAMED_DAYS * DAY_MS;
  const day = isNear
    ? opens.toLocaleDateString(locale, { weekday: "long" })
    : fill(strings.date, { date: opens.toLocaleDateString(locale, { day: "numeric", month: "long" }) });
  return fill(strings.opens, { day, time });
}
