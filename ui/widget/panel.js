/** The fixed parts of the widget: launcher, panel and everything in it that stays. */

import { h, icon } from "./dom.js";

/** @import { Strings } from "./strings.js" */

const SPEECH = "M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3 21l2-5.6A8.5 8.5 0 1 1 21 11.5z";
const CROSS = "M6 6l12 12M18 6L6 18";

/**
 * @param {Strings} strings @param {string} language @param {string} heading
 * @param {{bar: HTMLElement, rating: HTMLElement, composer: HTMLElement, ending: HTMLElement}} forms
 * @param {{launch: () => void, dismiss: () => void}} actions
 * @param {() => void} escape what the Escape key does
 */
export function buildPanel(strings, language, heading, { bar, rating, composer, ending }, actions, escape) {
  const launcher = h("button", { id: "launcher", part: "launcher", type: "button", "aria-haspopup": "dialog", click: actions.launch }, icon(SPEECH));
  const close = h("button", { id: "close", part: "close", type: "button", "aria-label": strings.closePanel, click: actions.dismiss }, icon(CROSS));
  const header = h("div", { id: "header", part: "header" }, h("h2", { id: "title", part: "title" }, heading), close);
  const banner = h("p", { id: "banner", part: "banner", role: "status" });
  // Silent until the past is there: `Log` lets it speak.
  const log = h("div", { id: "log", part: "log", role: "log", "aria-live": "off", "aria-relevant": "additions", "aria-label": strings.log });
  const suggestions = h("div", { id: "suggestions", part: "suggestions", role: "group", "aria-label": strings.suggestions });
  // What is seen changes from step to step; it is spoken once a reply.
  const typing = h("p", { id: "typing", part: "typing", "aria-hidden": "true" });
  const spoken = h("p", { id: "spoken", class: "hidden-visually", role: "status" });
  const scroll = h("div", { id: "scroll", part: "scroll", tabindex: -1 }, log, rating, suggestions, typing);
  const jump = h("button", { id: "jump", part: "jump", type: "button", hidden: true }, strings.newMessage);
  const notice = h("div", { id: "notice", part: "notice", role: "status" });
  const panel = h(
    "section",
    { id: "panel", part: "panel", role: "dialog", "aria-labelledby": "title", hidden: true, keydown: (event) => escapeOn(event, escape) },
    header, banner, bar, spoken, scroll, jump, notice, composer, ending,
  );
  const root = h("div", { id: "root", lang: language }, launcher, panel);
  return { root, launcher, panel, header, banner, log, suggestions, typing, spoken, scroll, jump, notice };
}

/** @param {KeyboardEvent} event @param {() => void} escape */
function escapeOn(event, escape) {
  if (event.key !== "Escape" || event.isComposing) return;
  event.stopPropagation();
  escape();
}
