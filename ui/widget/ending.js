/** Ending a conversation: a button that asks once before it does so. */

import { h } from "./dom.js";

/** @import { Strings } from "./messages.js" */

export class Ending {
  #strings;
  #end;
  #kept;
  #possible = false;
  #asking = false;
  node = h("div", { id: "ending", "aria-labelledby": "ending-question" });

  /** @param {Strings} strings @param {() => void} end @param {() => void} kept told when the customer stays after all */
  constructor(strings, end, kept) {
    this.#strings = strings;
    this.#end = end;
    this.#kept = kept;
  }

  get asking() {
    return this.#asking;
  }

  /** Whether there is anything to end; a question that was asked stands until it is answered. @param {boolean} possible */
  set possible(possible) {
    if (possible === this.#possible) return;
    this.#possible = possible;
    this.#show(false);
  }

  /** Whether there is something to end, by now or in a moment. @param {boolean} expected */
  set expected(expected) {
    this.node.classList.toggle("expected", expected);
  }

  /** Back to the conversation. */
  keep() {
    this.#show(false);
    this.#kept();
  }

  /** @param {boolean} asking */
  #show(asking) {
    const { end, confirmEnd, keep } = this.#strings;
    this.#asking = asking;
    if (asking) this.node.setAttribute("role", "group");
    else this.node.removeAttribute("role");
    const ask = () => h("button", { id: "end", part: "end", type: "button", class: "link", click: () => this.#show(true) }, end);
    const no = h("button", { type: "button", part: "keep", class: "link", click: () => this.keep() }, keep);
    const yes = h("button", { type: "button", part: "confirm-end", class: "strong", click: this.#end }, end);
    if (!this.#possible) this.node.replaceChildren();
    else if (asking) this.node.replaceChildren(h("p", { id: "ending-question" }, confirmEnd), yes, no);
    else this.node.replaceChildren(ask());
    if (asking) no.focus();
  }
}
