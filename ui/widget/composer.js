/** The form in which the customer writes. */

import { h, icon } from "./dom.js";
import { fill } from "./messages.js";

/** @import { Strings } from "./messages.js" */

/** `MAX_TEXT_CHARS` of the API. */
const MOST_CHARS = 4000;
const COUNTER_FROM = 3600;
const ARROW = "M4 12l16-8-6 16-3-7-7-1z";
// The API refuses control characters; they come from pasting and nobody can see them.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

export class Composer {
  #strings;
  #send;
  #input;
  #button;
  #counter;

  /** @param {Strings} strings @param {(text: string) => void} send */
  constructor(strings, send) {
    this.#strings = strings;
    this.#send = send;
    const { input, placeholder } = strings;
    this.#input = h("textarea", {
      id: "input", part: "input", rows: 1, maxlength: MOST_CHARS, placeholder, autocomplete: "off", dir: "auto",
      "aria-describedby": "counter", enterkeyhint: "send", input: () => this.#refresh(), keydown: (event) => this.#key(event),
    });
    this.#button = h("button", { id: "send", part: "send", type: "submit", "aria-label": strings.send }, icon(ARROW));
    this.#counter = h("p", { id: "counter", part: "counter", role: "status" });
    const label = h("label", { for: "input", class: "hidden-visually" }, input);
    const row = h("div", { class: "row" }, this.#input, this.#button);
    this.node = h("form", { id: "composer", part: "composer", submit: (event) => this.#submit(event) }, label, row, this.#counter);
    this.#refresh();
  }

  get text() {
    return this.#input.value;
  }

  set text(text) {
    this.#input.value = text;
    this.#refresh();
  }

  get disabled() {
    return this.#input.disabled;
  }

  set disabled(disabled) {
    this.#input.disabled = disabled;
    this.#refresh();
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  #refresh() {
    const count = this.text.length;
    this.#button.disabled = this.#input.disabled || !this.text.trim();
    const text = count < COUNTER_FROM ? "" : fill(this.#strings.counter, { count, max: MOST_CHARS });
    if (this.#counter.textContent !== text) this.#counter.textContent = text;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // While an input method composes a word, Enter picks that word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    this.#submit(event);
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const text = this.text.replace(CONTROL, "").trim();
    if (!text || this.#input.disabled) return;
    this.text = "";
    this.#send(text);
  }
}
