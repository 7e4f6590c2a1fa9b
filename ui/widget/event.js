/** What happened in a conversation, such as that somebody joined: one line in the middle. */

import { h } from "./dom.js";

/** @import { Message } from "./thread.js" */

export class EventLine {
  #language;
  node;

  /** @param {Message} message @param {string} language of the page, where the line does not say its own */
  constructor(message, language) {
    this.#language = language;
    this.node = h("p", { class: "event", part: "event", "data-author": "event", dir: "auto" }, message.text);
    this.update(message);
  }

  /** @param {Message} message */
  update({ language }) {
    this.node.lang = language ?? this.#language;
  }
}
