/** One message as DOM. */

import { h, icon } from "./dom.js";
import { fill, formatTime } from "./messages.js";
import { partsOf, telephoneLink } from "./rich.js";

/** @import { Citation } from "./types.d.ts" */
/** @import { Strings } from "./messages.js" */
/** @import { Message } from "./thread.js" */

/** @typedef {{retry: () => void, edit: (message: Message) => void, open: (citation: Citation, opener: HTMLElement) => void}} Handlers */

const WARNING = "M12 3 2 20h20L12 3zM12 10v4M12 17v.5";
let citationBoxes = 0;

/** The element of one message; `update` follows its delivery without rebuilding it. */
export class Bubble {
  #strings;
  #handlers;
  #status = h("span", { class: "status", part: "status" });

  /** @param {Message} message @param {Strings} strings @param {string} language @param {Handlers} handlers */
  constructor(message, strings, language, handlers) {
    this.#strings = strings;
    this.#handlers = handlers;
    const { author, key, kind } = message;
    const emergency = author === "bot" && kind === "emergency";
    this.node = h("div", {
      class: `message ${author}${emergency ? " emergency" : ""}`,
      part: `message ${author}${emergency ? " emergency" : ""}`,
      "data-key": key,
      "data-author": author,
      "data-kind": kind,
      // A transcript is history: only what happens now may interrupt a screen reader.
      role: emergency && message.live ? "alert" : null,
    });
    this.#fill(message, emergency, language);
    this.update(message);
  }

  /** @param {Message} message */
  update(message) {
    const { state, detail } = message;
    if (this.node.dataset.state === state) return;
    this.node.dataset.state = state;
    const { sending, waiting, failed, retry, edit } = this.#strings;
    /** @param {string} label @param {() => void} action */
    const button = (label, action) => h("button", { type: "button", class: "link", part: "action", click: action }, label);
    const content = {
      sending: () => [sending],
      waiting: () => [waiting],
      failed: () => [h("span", { class: "bad" }, failed), button(retry, () => this.#handlers.retry())],
      held: () => [h("span", { class: "bad" }, failed)],
      rejected: () => [
        h("span", { class: "bad" }, detail ? `${failed}: ${detail}` : failed),
        button(edit, () => this.#handlers.edit(message)),
      ],
      sent: () => [],
    }[state];
    this.#status.replaceChildren(...content());
  }

  /** @param {Message} message @param {boolean} emergency @param {string} language */
  #fill(message, emergency, language) {
    const { author, at, kind } = message;
    const strings = this.#strings;
    const name = { customer: strings.you, bot: strings.bot, person: strings.person }[author];
    const time = h("time", { datetime: at }, formatTime(at, language));
    const byline = author === "person" ? h("span", { class: "byline", "aria-hidden": "true" }, name) : "";
    this.node.append(h("span", { class: "hidden-visually" }, `${name}: `), byline, this.#body(message, emergency));
    if (author === "bot" && kind === "queue") this.node.append(h("p", { class: "handover", part: "handover" }, strings.handover));
    this.node.append(h("div", { class: "meta" }, time, this.#status));
  }

  /** @param {Message} message @param {boolean} emergency */
  #body(message, emergency) {
    const text = h("p", { class: "text", dir: "auto" });
    const body = h("div", { class: "body", part: "bubble" });
    if (emergency) body.append(h("strong", { class: "label" }, icon(WARNING), this.#strings.emergency));
    body.append(text);
    const citations = new Map(message.citations.map((citation) => [citation.marker, citation]));
    const reveal = citations.size ? this.#citationBox(body) : null;
    for (const part of partsOf(message.text, (marker) => citations.has(marker), emergency)) {
      const citation = citations.get(part.marker ?? 0);
      if (citation && reveal) text.append(this.#marker(citation, reveal));
      else if (part.type === "telephone") text.append(h("a", { class: "telephone", href: telephoneLink(part.text) }, part.text));
      else text.append(part.text);
    }
    return body;
  }

  /** @param {HTMLElement} body @returns {{box: HTMLElement, toggle: (button: HTMLElement, citation: Citation) => void}} */
  #citationBox(body) {
    const box = h("div", { class: "citation", part: "citation", id: `citation-${++citationBoxes}`, hidden: true });
    body.append(box);
    let open = /** @type {HTMLElement | null} */ (null);
    /** @param {HTMLElement} button @param {Citation} citation */
    const toggle = (button, citation) => {
      open?.setAttribute("aria-expanded", "false");
      open = open === button ? null : button;
      open?.setAttribute("aria-expanded", "true");
      box.hidden = !open;
      box.replaceChildren(...this.#citationLines(citation));
      if (open) box.scrollIntoView({ block: "nearest" });
    };
    return { box, toggle };
  }

  /** @param {Citation} citation @param {{box: HTMLElement, toggle: Function}} reveal */
  #marker(citation, reveal) {
    const { marker, title } = citation;
    const button = h("button", {
      type: "button",
      class: "marker",
      part: "marker",
      "aria-label": fill(this.#strings.source, { marker, title }),
      "aria-expanded": "false",
      "aria-controls": reveal.box.id,
      click: () => reveal.toggle(button, citation),
    }, String(marker));
    return button;
  }

  /** @param {Citation} citation */
  #citationLines(citation) {
    const { title, section, quote, source } = citation;
    const open = h("button", { type: "button", class: "link", part: "open-document", click: () => this.#handlers.open(citation, open) }, this.#strings.openDocument);
    return [
      h("strong", { class: "citation-title" }, title),
      h("span", { class: "citation-section" }, section),
      h("q", { class: "citation-quote" }, quote),
      h("span", { class: "citation-source" }, fill(this.#strings.document, { source })),
      open,
    ];
  }
}
