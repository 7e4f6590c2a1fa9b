/** What is said about the conversation as a whole: what stands in its way, and how it goes on. */

import { h } from "./dom.js";

/** @import { Strings } from "./messages.js" */
/** @import { State } from "./session.js" */

/** What the banner says. It promises only what no message beside it denies. @param {Strings} strings @param {State} state */
export function bannerText(strings, { offline, trouble, messages }) {
  const isLeft = messages.some(({ state }) => state === "failed" || state === "held" || state === "rejected");
  if (offline) return isLeft ? strings.offlineOnly : strings.offline;
  return trouble ? strings[trouble] : "";
}

/**
 * Why the customer cannot write here, and what they can do about it.
 *
 * @param {Strings} strings @param {State} state @param {{resume: () => void, restart: () => void}} actions
 * @returns {HTMLElement[]}
 */
export function noticeLines(strings, { phase, signedIn }, actions) {
  /** @param {string} label @param {() => void} action */
  const button = (label, action) => h("button", { id: "notice-action", type: "button", part: "notice-action", class: "strong", click: action }, label);
  if (phase === "unavailable") return [h("p", {}, strings.unavailable), button(strings.tryAgain, actions.resume)];
  if (phase === "expired") return [h("p", {}, strings.expired), button(strings.guest, actions.restart)];
  if (phase !== "closed") return [];
  // Only the site can start a conversation that knows its customer.
  if (signedIn) return [h("p", {}, `${strings.closed} ${strings.withoutSignIn}`), button(strings.guest, actions.restart)];
  return [h("p", {}, strings.closed), button(strings.restart, actions.restart)];
}
