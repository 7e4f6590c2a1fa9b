/** When the transcript is read again: without a live connection that is how a page learns what others wrote. */

import { Failure } from "./api.js";

/** While people write, and while they do not. */
const BUSY_MS = 5_000;
const QUIET_MS = 30_000;
/** How long after a message people count as writing. */
const BUSY_FOR_MS = 60_000;
/** Nobody waits longer than this for an answer once the server is back. */
const LONGEST_MS = 60_000;

export class Poller {
  #read;
  #isLive;
  #signal;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #lastMessage = 0;
  #errors = 0;
  #wanted = false;
  #reading = false;
  #again = false;

  /**
   * @param {() => Promise<void>} read throws a `Failure` when nothing could be read
   * @param {() => boolean} isLive whether a live connection tells what is new
   * @param {AbortSignal} signal
   */
  constructor(read, isLive, signal) {
    this.#read = read;
    this.#isLive = isLive;
    this.#signal = signal;
    window.addEventListener("online", () => this.now(), { signal });
    for (const woken of ["visibilitychange", "resume"]) document.addEventListener(woken, () => this.now(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** Reads from now on, or not any more. @param {boolean} wanted */
  want(wanted) {
    this.#wanted = wanted;
    this.now();
  }

  /** Reads at once, if anybody can see it. */
  now() {
    clearTimeout(this.#timer);
    if (this.#looking) this.#run();
  }

  /** A message was written. @param {number} [at] milliseconds since 1970 */
  noted(at = Date.now()) {
    this.#lastMessage = Math.max(this.#lastMessage, at || 0);
    if (!this.#reading) this.#plan(0);
  }

  get #looking() {
    return this.#wanted && !document.hidden && !this.#signal.aborted;
  }

  async #run() {
    this.#again = this.#reading;
    if (this.#reading) return;
    this.#reading = true;
    let least = 0;
    try {
      await this.#read();
      this.#errors = 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#errors += 1;
      least = error.retryAfterMs ?? 0;
    } finally {
      this.#reading = false;
      if (this.#again) this.now();
      else this.#plan(least);
    }
  }

  /** @param {number} least milliseconds that the server asks to wait */
  #plan(least) {
    clearTimeout(this.#timer);
    if (!this.#looking) return;
    const pace = this.#isLive() ? LONGEST_MS : Date.now() - this.#lastMessage < BUSY_FOR_MS ? BUSY_MS : QUIET_MS;
    this.#timer = setTimeout(() => this.now(), Math.max(least, Math.min(LONGEST_MS, pace * 2 ** this.#errors)));
  }
}
