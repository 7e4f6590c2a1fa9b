/** The messages of a conversation on the screen, and which of them a screen reader speaks. */

import { Bubble } from "./bubble.js";
import { EventLine } from "./event.js";
import { Roving } from "./roving.js";

/** @import { Handlers } from "./bubble.js" */
/** @import { Strings } from "./strings.js" */
/** @import { Message } from "./thread.js" */

/** How long the past must stand before what is added to it is spoken, milliseconds: screen readers look a little later. */
const SILENT_MS = 500;

export class Log {
  #node;
  #strings;
  #language;
  #handlers;
  #roving;
  /** @type {Map<string, Bubble | EventLine>} */ #bubbles = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #silence;

  /** @param {HTMLElement} node @param {HTMLElement} scroll @param {Strings} strings @param {string} language @param {Handlers} handlers */
  constructor(node, scroll, strings, language, handlers) {
    this.#node = node;
    this.#strings = strings;
    this.#language = language;
    this.#handlers = handlers;
    this.#roving = new Roving(node, scroll);
  }

  /** @param {Message[]} messages @param {boolean} loading @returns {Message[]} those that were not there before */
  render(messages, loading) {
    const added = messages.filter(({ key }) => !this.#bubbles.has(key));
    this.#node.setAttribute("aria-busy", String(loading));
    if (loading || added.some(({ live }) => !live)) this.#silent();
    this.#remove(new Set(messages.map(({ key }) => key)));
    let place = this.#node.firstChild;
    for (const message of messages) {
      const { node } = this.#bubbleOf(message);
      if (node === place) place = node.nextSibling;
      else this.#node.insertBefore(node, place);
    }
    this.#roving.refresh();
    return added;
  }

  /** @param {Message} message @returns {HTMLElement | undefined} */
  nodeOf({ key }) {
    return this.#bubbles.get(key)?.node;
  }

  /** History is shown, not spoken. */
  #silent() {
    clearTimeout(this.#silence);
    this.#node.setAttribute("aria-live", "off");
    this.#silence = setTimeout(() => this.#node.setAttribute("aria-live", "polite"), SILENT_MS);
  }

  /** @param {Set<string>} keys what stays */
  #remove(keys) {
    for (const [key, bubble] of this.#bubbles) {
      if (keys.has(key)) continue;
      bubble.node.remove();
      this.#bubbles.delete(key);
    }
  }

  /** @param {Message} message */
  #bubbleOf(message) {
    let bubble = this.#bubbles.get(message.key);
    if (bubble) bubble.update(message);
    else if (message.author === "event") bubble = new EventLine(message, this.#language);
    else bubble = new Bubble(message, this.#strings, this.#language, this.#handlers);
    this.#bubbles.set(message.key, bubble);
    return bubble;
  }
}
