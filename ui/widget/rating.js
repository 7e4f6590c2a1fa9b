/** The question how a person did, once they have finished: 1 to 5 and a few words, or nothing. */

import { readable } from "./composer.js";
import { h } from "./dom.js";
import { fill } from "./strings.js";

/** @import { Strings } from "./strings.js" */
/** @import { Finished } from "./thread.js" */

/** @typedef {(about: string, rating: number, text: string) => Promise<boolean>} Rate whether it was sent */

const MOST_CHARS = 1000;

export class Rating {
  #strings;
  #rate;
  #skip;
  #left;
  #about = "";
  /** Whether thanks are said for it. */ #sent = false;
  node = h("div", { id: "rating", part: "rating", hidden: true });

  /** @param {Strings} strings @param {Rate} rate @param {(about: string) => void} skip @param {() => void} left told when there is nothing to be done here any more */
  constructor(strings, rate, skip, left) {
    this.#strings = strings;
    this.#rate = rate;
    this.#skip = skip;
    this.#left = left;
  }

  /** What is to be rated, and whether it is done. @param {(Finished & {done: boolean}) | null} finished */
  render(finished) {
    this.node.hidden = !finished || (finished.done && !(this.#sent && finished.about === this.#about));
    if (!finished || finished.about === this.#about) return;
    this.#about = finished.about;
    this.#sent = false;
    this.node.replaceChildren(this.#form(finished));
  }

  /** @param {Finished} finished */
  #form({ about, name }) {
    const { rate, team, scale, fewWords, sendRating, skipRating } = this.#strings;
    const send = h("button", { type: "submit", part: "send-rating", class: "strong", disabled: true }, sendRating);
    const skip = h("button", { type: "button", part: "skip-rating", class: "link", click: () => this.#skip(about) }, skipRating);
    const words = h("textarea", { id: "rating-text", part: "rating-text", rows: 2, maxlength: MOST_CHARS, dir: "auto" });
    const failed = h("p", { class: "bad", role: "status" });
    const numbers = h("fieldset", { "aria-describedby": "rating-scale", change: () => (send.disabled = false) },
      h("legend", {}, fill(rate, { name: name ?? team })),
      h("div", { class: "numbers" }, ...[1, 2, 3, 4, 5].map((number) => this.#number(number))),
      h("p", { id: "rating-scale" }, scale));
    /** @param {Event} event */
    const submit = async (event) => {
      event.preventDefault();
      send.disabled = true;
      const rating = Number(/** @type {HTMLInputElement} */ (numbers.querySelector("input:checked")).value);
      if (await this.#rate(about, rating, readable(words.value))) return this.#thank();
      send.disabled = false;
      failed.textContent = this.#strings.notRated;
    };
    return h("form", { submit }, numbers, h("label", { for: "rating-text" }, fewWords), words, failed, h("div", { class: "buttons" }, send, skip));
  }

  /** Says thanks in the place of the question. */
  #thank() {
    this.#sent = true;
    this.node.hidden = false;
    this.node.replaceChildren(h("p", { role: "status" }, this.#strings.rated));
    this.#left();
  }

  /** @param {number} number */
  #number(number) {
    const input = h("input", { type: "radio", name: "rating", value: number, "aria-label": fill(this.#strings.ofFive, { rating: number }) });
    return h("label", {}, input, h("span", { "aria-hidden": "true" }, String(number)));
  }
}
