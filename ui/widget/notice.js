/** What is said about the conversation as a whole: what stands in its way, and how it goes on. */

import { h } from "./dom.js";

/** @import { Strings } from "./strings.js" */
/** @import { State } from "./state.js" */

/** What the banner says. It promises only what no message beside it denies. @param {Strings} strings @param {State} state */
export function bannerText(strings, { offline, trouble, messages }) {
  if (offline) return isLeft(messages) ? strings.offlineOnly : strings.offline;
  if (trouble === "connection") return `${strings.connection} ${strings.inDanger}`;
  if (trouble) return strings[trouble];
  return messages.some(({ state }) => state === "failed") ? strings.inDanger : "";
}

/** Whether something was written that goes nowhere by itself. @param {State["messages"]} messages */
export function isLeft(messages) {
  return messages.some(({ state }) => state === "failed" || state === "held" || state === "rejected");
}

/**
 * Why the customer cannot write here, and what they can do about it; whom to call, if they wrote in vain.
 *
 * @param {Strings} strings @param {State} state @param {{resume: () => void, restart: () => void}} actions
 * @returns {HTMLElement[]}
 */
export function noticeLines(strings, { phase, signedIn, messages }, actions) {
  /** @param {string} label @param {() => void} action */
  const button = (label, action) => h("button", { id: "notice-action", type: "button", part: "notice-action", class: "strong", click: action }, label);
  const inDanger = isLeft(messages) ? [h("p", {}, strings.inDanger)] : [];
  if (phase === "unavailable") return [h("p", {}, strings.unavailable), ...inDanger, button(strings.tryAgain, actions.resume)];
  if (phase === "expired") return [h("p", {}, strings.expired), ...inDanger, button(strings.guest, actions.restart)];
  if (phase !== "closed") return [];
  // Only the site can start a conversation that knows its customer.
  if (signedIn) return [h("p", {}, `${strings.closed} ${strings.withoutSignIn}`), ...inDanger, button(strings.guest, actions.restart)];
  return [h("p", {}, strings.closed), ...inDanger, button(strings.restart, actions.restart)];
}
