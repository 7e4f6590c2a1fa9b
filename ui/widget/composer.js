/** The form in which the customer writes. */

import { h, icon } from "./dom.js";
import { fill } from "./strings.js";

/** @import { Strings } from "./strings.js" */

/** `MAX_TEXT_CHARS` of the API, which counts characters and not their halves. */
const MOST_CHARS = 4000;
const COUNTER_FROM = 3600;
const ARROW = "M4 12l16-8-6 16-3-7-7-1z";
const SQUARE = "M6 6h12v12H6z";
// The API refuses control characters; they come from pasting and nobody can see them.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** What the keyboard says of a key that an input method takes; Safari also of the Enter that ends a word. */
const TAKEN_BY_INPUT_METHOD = 229;

export class Composer {
  #strings;
  #send;
  #typed;
  #writes;
  #stop;
  #input;
  #button;
  #stopButton;
  #counter;
  #limit;

  /**
   * @param {Strings} strings @param {(text: string) => void} send @param {(text: string) => void} typed told the text as it changes
   * @param {() => void} writes told while the customer types @param {() => void} stop wants no more of the reply that is being written
   */
  constructor(strings, send, typed, writes, stop) {
    this.#strings = strings;
    this.#send = send;
    this.#typed = typed;
    this.#writes = writes;
    this.#stop = stop;
    const { input, placeholder } = strings;
    // No `maxlength`: it would cut what is pasted and tell nobody.
    this.#input = h("textarea", {
      id: "input", part: "input", rows: 1, placeholder, autocomplete: "off", dir: "auto",
      "aria-describedby": "counter limit", enterkeyhint: "send", input: () => this.#typing(), keydown: (event) => this.#key(event),
    });
    this.#button = h("button", { id: "send", part: "send", type: "submit", "aria-label": strings.send }, icon(ARROW));
    this.#stopButton = h("button", {
      id: "stop", part: "stop", type: "button", "aria-label": strings.stop, title: strings.stop, "aria-keyshortcuts": "Escape", hidden: true, click: stop,
    }, icon(SQUARE));
    this.#counter = h("p", { id: "counter", part: "counter" });
    this.#limit = h("p", { id: "limit", part: "limit", role: "alert" });
    const label = h("label", { for: "input", class: "hidden-visually" }, input);
    const row = h("div", { class: "row" }, this.#input, this.#stopButton, this.#button);
    this.node = h("form", { id: "composer", part: "composer", submit: (event) => this.#submit(event) }, label, row, this.#counter, this.#limit);
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

  /** Whether a reply is being written that can be stopped. */
  get canStop() {
    return !this.#stopButton.hidden;
  }

  set canStop(canStop) {
    this.#stopButton.hidden = !canStop;
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  /** What would be sent. */
  get #message() {
    return readable(this.text);
  }

  #typing() {
    this.#refresh();
    if (this.#message) this.#writes();
  }

  #refresh() {
    const count = [...this.#message].length;
    const tooLong = count > MOST_CHARS;
    this.#button.disabled = this.#input.disabled || !count || tooLong;
    this.#input.setAttribute("aria-invalid", String(tooLong));
    this.#counter.classList.toggle("bad", tooLong);
    this.#counter.textContent = count < COUNTER_FROM ? "" : fill(this.#strings.counter, { count, max: MOST_CHARS });
    const limit = tooLong ? fill(this.#strings.tooLong, { max: MOST_CHARS }) : "";
    if (this.#limit.textContent !== limit) this.#limit.textContent = limit;
    this.#typed(this.text);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // While an input method composes a word, Enter picks that word.
    const composing = event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD;
    if (composing) return;
    if (event.key === "Enter" && !event.shiftKey) this.#submit(event);
    if (event.key === "Escape" && this.canStop) {
      event.stopPropagation(); // else the panel closes
      this.#stop();
    }
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const text = this.#message;
    if (this.#button.disabled) return;
    this.text = "";
    this.#send(text);
  }
}

/** What the API takes of a text. @param {string} text */
export function readable(text) {
  return text.replace(CONTROL, "").trim();
}
