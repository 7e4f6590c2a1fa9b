/** What a person does that is stored nowhere: they are writing, and they have read. */

/** @import { Frame } from "./socket.js" */

/** How long somebody counts as writing after they said so, milliseconds. Cockpits say it every few seconds. */
const WRITING_MS = 6_000;

export class Signals {
  #changed;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #writing = false;
  /** Up to which position the person has read. */ #readUpTo = 0;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  get writing() {
    return this.#writing;
  }

  get readUpTo() {
    return this.#readUpTo;
  }

  /** @param {Frame} frame */
  told({ type, author, up_to }) {
    if (author !== "person") return;
    if (type === "typing") this.#write();
    if (type === "read") this.#readUpTo = Math.max(this.#readUpTo, Number(up_to) || 0);
  }

  /** What they were writing is there, or they are gone. */
  rest() {
    clearTimeout(this.#timer);
    this.#writing = false;
  }

  /** Another conversation begins. */
  clear() {
    this.rest();
    this.#readUpTo = 0;
  }

  #write() {
    clearTimeout(this.#timer);
    this.#writing = true;
    this.#timer = setTimeout(() => {
      this.rest();
      this.#changed();
    }, WRITING_MS);
  }
}
