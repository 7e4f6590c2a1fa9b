/** The bar below the heading: who answers, where the customer stands who waits, and the way back to the assistant. */

import { Asking } from "./asking.js";
import { h } from "./dom.js";
import { fill } from "./strings.js";
import { waitingText } from "./waiting.js";

/** @import { Strings } from "./strings.js" */
/** @import { State } from "./state.js" */
/** @import { Standing } from "./standing.js" */

export class Bar {
  #strings;
  #language;
  #text = h("p", { id: "holder-text", part: "holder-text", role: "status" });
  #hint;
  #refused = h("p", { id: "not-left", class: "bad", role: "status" });
  #leaving;
  node;

  /** @param {Strings} strings @param {string} language @param {() => void} leave @param {() => void} kept */
  constructor(strings, language, leave, kept) {
    this.#strings = strings;
    this.#language = language;
    this.#hint = h("p", { id: "holder-hint", hidden: true }, strings.writeOn);
    this.#leaving = new Asking("leave", leave, kept);
    this.node = h("div", { id: "holder", part: "holder" }, this.#text, this.#hint, this.#refused, this.#leaving.node);
  }

  /** What asks for an answer now, if anything does. */
  get leaving() {
    return this.#leaving;
  }

  /** @param {State} state */
  render({ standing, notLeft }) {
    const { holder } = standing;
    this.node.dataset.holder = holder ?? "";
    this.#hint.hidden = holder !== "queue";
    this.#leaving.offer(this.#wordsFor(holder));
    say(this.#text, this.#textOf(standing));
    say(this.#refused, notLeft ? { emergency: this.#strings.emergencyWaits, failed: this.#strings.notLeft }[notLeft] : "");
  }

  /** @param {Standing} standing */
  #textOf({ holder, person, waiting }) {
    const { withBot, queued, withPerson, talkingTo } = this.#strings;
    if (holder === "queue") return waiting ? waitingText(this.#strings, this.#language, waiting) : queued;
    if (holder === "person") return person ? fill(talkingTo, { name: person }) : withPerson;
    return holder ? withBot : "";
  }

  /** @param {Standing["holder"]} holder */
  #wordsFor(holder) {
    const { leaveLine, confirmLeaveLine, keepPlace, leavePerson, confirmLeavePerson, keepPerson } = this.#strings;
    if (holder === "queue") return { button: leaveLine, question: confirmLeaveLine, yes: leaveLine, no: keepPlace };
    if (holder === "person") return { button: leavePerson, question: confirmLeavePerson, yes: leavePerson, no: keepPerson };
    return null;
  }
}

/** Changes a live region only when there is something new to say. @param {HTMLElement} element @param {string} text */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
