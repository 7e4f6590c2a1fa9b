/** All messages are one stop of the Tab key: arrows go from one to the next, and Tab goes on to what stands in it. */

const CONTROLS = "button, a[href]";
const STEPS = /** @type {Record<string, (at: number, last: number) => number>} */ ({
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_, last) => last,
});

export class Roving {
  #log;
  #scroll;
  /** @type {HTMLElement | null} */ #stop = null;

  /** @param {HTMLElement} log whose children are the stops @param {HTMLElement} scroll what scrolls it */
  constructor(log, scroll) {
    this.#log = log;
    this.#scroll = scroll;
    log.addEventListener("keydown", (event) => this.#key(event));
    log.addEventListener("focusin", ({ target }) => this.#stopAt(this.#messageOf(target)));
  }

  /** To be called when messages have come, changed or gone. Nobody in the log: the newest is the stop. */
  refresh() {
    const messages = this.#messages;
    const inside = this.#log.contains(/** @type {ShadowRoot} */ (this.#log.getRootNode()).activeElement);
    if (!inside || !this.#stop?.isConnected) this.#stop = messages.at(-1) ?? null;
    for (const message of messages) this.#mark(message);
  }

  get #messages() {
    return /** @type {HTMLElement[]} */ ([...this.#log.children]);
  }

  /** @param {EventTarget | null} target @returns {HTMLElement | undefined} */
  #messageOf(target) {
    return this.#messages.find((message) => message.contains(/** @type {Node} */ (target)));
  }

  /** @param {HTMLElement | undefined} message */
  #stopAt(message) {
    const before = this.#stop;
    if (!message || message === before) return;
    this.#stop = message;
    if (before) this.#mark(before);
    this.#mark(message);
  }

  /** @param {HTMLElement} message */
  #mark(message) {
    const index = message === this.#stop ? "0" : "-1";
    for (const element of [message, ...message.querySelectorAll(CONTROLS)]) element.setAttribute("tabindex", index);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const messages = this.#messages;
    const at = messages.findIndex((message) => message === this.#messageOf(event.target));
    const step = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey ? undefined : STEPS[event.key];
    if (!step || at < 0 || this.#hasMore(messages[at], event.key)) return;
    event.preventDefault();
    messages[step(at, messages.length - 1)]?.focus();
  }

  /** Whether the key still has something to scroll to in a message higher than the panel. @param {HTMLElement} message @param {string} key */
  #hasMore(message, key) {
    const seen = this.#scroll.getBoundingClientRect();
    const { top, bottom } = message.getBoundingClientRect();
    return (key === "ArrowDown" && bottom > seen.bottom + 1) || (key === "ArrowUp" && top < seen.top - 1);
  }
}
