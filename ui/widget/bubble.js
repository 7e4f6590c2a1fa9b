/** One message as DOM. */

import { h, icon } from "./dom.js";
import { fill, formatTime } from "./strings.js";
import { plain, prose } from "./prose.js";

/** @import { Citation } from "./types.d.ts" */
/** @import { Strings } from "./strings.js" */
/** @import { Message } from "./thread.js" */

/** @typedef {{box: HTMLElement, toggle: (button: HTMLElement, citation: Citation) => void}} Reveal where a source opens */
/** @typedef {{retry: () => void, edit: (message: Message) => void, open: (citation: Citation, opener: HTMLElement) => void}} Handlers */

const WARNING = "M12 3 2 20h20L12 3zM12 10v4M12 17v.5";
let bubbles = 0;
/** How a reply reads while it is written: what its markers open is not known yet. */
const UNFINISHED = {
  isCited: () => true,
  /** @param {number} marker */
  source: (marker) => h("span", { class: "marker" }, String(marker)),
  emergency: false,
};

/** The element of one message; `update` follows its delivery without rebuilding it. */
export class Bubble {
  #strings;
  #language;
  #handlers;
  #id = `message-${++bubbles}`;
  #said = h("div", { class: "text" });
  #status = h("span", { class: "status", part: "status" });
  #stopped;
  #read;

  /** @param {Message} message @param {Strings} strings @param {string} language @param {Handlers} handlers */
  constructor(message, strings, language, handlers) {
    this.#strings = strings;
    this.#handlers = handlers;
    this.#stopped = h("span", { part: "stopped" }, strings.stopped);
    this.#read = h("span", { part: "read" }, strings.read);
    const { author, kind } = message;
    const emergency = author === "bot" && kind === "emergency";
    this.node = h("div", {
      class: `message ${author}${emergency ? " emergency" : ""}`,
      part: `message ${author}${emergency ? " emergency" : ""}`,
      "data-author": author,
      "data-kind": kind,
      // A transcript is history: only what happens now may interrupt a screen reader.
      role: emergency && message.live ? "alert" : "article",
      "aria-labelledby": `${this.#id}-author`,
      "aria-describedby": `${this.#id}-text`,
      // What is being written is spoken once it is whole.
      "aria-live": message.partial ? "off" : undefined,
      "data-partial": message.partial ? "" : undefined,
    });
    this.#language = language;
    this.#fill(message, emergency);
    this.update(message);
  }

  /** @param {Message} message */
  update(message) {
    const { state, detail } = message;
    // Until it is answered a message is taken to be in the language of the page.
    this.node.lang = message.language ?? this.#language;
    if (message.partial) this.#said.replaceChildren(...prose(message.text, UNFINISHED));
    this.#stopped.hidden = !message.stopped;
    this.#read.hidden = !message.read;
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

  /** The words of the interface keep their own language. @param {Message} message @param {boolean} emergency */
  #fill(message, emergency) {
    const lang = this.#language;
    const { author, at, kind } = message;
    const strings = this.#strings;
    const name = author === "customer" ? strings.you : author === "bot" ? strings.bot : message.name || strings.person;
    const time = h("time", { datetime: at }, formatTime(at, lang));
    const byline = author === "person" ? h("span", { class: "byline", part: "byline", "aria-hidden": "true", lang, dir: "auto" }, name) : "";
    this.node.append(h("span", { class: "hidden-visually", id: `${this.#id}-author`, lang }, `${name}: `), byline, this.#body(message, emergency));
    if (author === "bot" && kind === "queue") this.node.append(h("p", { class: "handover", part: "handover", lang }, strings.handover));
    this.node.append(h("div", { class: "meta", lang }, time, this.#stopped, this.#read, this.#status));
  }

  /** @param {Message} message @param {boolean} emergency */
  #body(message, emergency) {
    const { author, text } = message;
    const body = h("div", { class: "body", part: "bubble" });
    if (emergency) body.append(h("strong", { class: "label", lang: this.#language }, icon(WARNING), this.#strings.emergency));
    const said = this.#said;
    said.id = `${this.#id}-text`;
    body.append(said);
    const citations = new Map(message.citations.map((citation) => [citation.marker, citation]));
    const reveal = citations.size ? this.#citationBox(body) : null;
    /** @param {number} marker */
    const source = (marker) => this.#marker(/** @type {Citation} */ (citations.get(marker)), /** @type {Reveal} */ (reveal));
    if (message.partial) return body;
    if (author === "customer") said.append(plain(text));
    else said.append(...prose(text, { isCited: (marker) => citations.has(marker), source, emergency }));
    return body;
  }

  /** @param {HTMLElement} body @returns {Reveal} */
  #citationBox(body) {
    const box = h("div", { class: "citation", part: "citation", id: `${this.#id}-citation`, hidden: true });
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

  /** @param {Citation} citation @param {Reveal} reveal */
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
    const lang = this.#language;
    const open = h("button", { type: "button", class: "link", part: "open-document", lang, click: () => this.#handlers.open(citation, open) }, this.#strings.openDocument);
    return [
      h("strong", { class: "citation-title" }, title),
      h("span", { class: "citation-section" }, section),
      h("q", { class: "citation-quote" }, quote),
      h("span", { class: "citation-source", lang }, fill(this.#strings.document, { source })),
      open,
    ];
  }
}
