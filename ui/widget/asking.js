/** A button for what cannot be taken back: it asks once before it is done. */

import { h } from "./dom.js";

/** @typedef {{button: string, question: string, yes: string, no: string}} Words */

export class Asking {
  #name;
  #act;
  #kept;
  /** @type {Words | null} */ #words = null;
  #asking = false;
  node;

  /**
   * @param {string} name of the button and, with "-asking", of the whole @param {() => void} act does it
   * @param {() => void} kept told when all stays as it is
   */
  constructor(name, act, kept) {
    this.#name = name;
    this.#act = act;
    this.#kept = kept;
    this.node = h("div", { id: `${name}-asking`, class: "asking", "aria-labelledby": `${name}-question` });
  }

  get asking() {
    return this.#asking;
  }

  /** What there is to be done; null for nothing. A question that was asked stands until it is answered. @param {Words | null} words */
  offer(words) {
    if (words?.button === this.#words?.button) return;
    this.#words = words;
    this.#show(false);
  }

  /** All stays as it is. */
  keep() {
    this.#show(false);
    this.#kept();
  }

  /** @param {boolean} asking */
  #show(asking) {
    this.#asking = asking && this.#words !== null;
    if (this.#asking) this.node.setAttribute("role", "group");
    else this.node.removeAttribute("role");
    this.node.replaceChildren(...(this.#words ? this.#parts(this.#words) : []));
    if (this.#asking) /** @type {HTMLElement} */ (this.node.lastChild).focus();
  }

  /** @param {Words} words */
  #parts({ button, question, yes, no }) {
    const name = this.#name;
    if (!this.#asking) return [h("button", { id: name, part: name, type: "button", class: "link", click: () => this.#show(true) }, button)];
    return [
      h("p", { id: `${name}-question`, class: "question" }, question),
      h("button", { type: "button", part: `confirm-${name}`, class: "strong", click: this.#act }, yes),
      h("button", { type: "button", part: "keep", class: "link", click: () => this.keep() }, no),
    ];
  }
}
