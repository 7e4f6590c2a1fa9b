/** Where the customer reads in the conversation: at its end, at the beginning of what came last, or wherever they went. */

/** How far from the end a reader still counts as being at the end, pixels. */
const NEAR_END = 48;
/** What stays to be seen above a reply, pixels. */
const ABOVE = 12;

export class Place {
  #scroll;
  #jump;
  /** Whether the customer has not gone elsewhere. */ #following = true;
  /** A reply that is to be read from its beginning. @type {HTMLElement | null} */ #reply = null;
  /** What came while the customer was elsewhere. @type {HTMLElement | null} */ #unseen = null;
  /** Where it was put, and how high everything was then. */ #top = 0;
  #height = 0;

  /** @param {HTMLElement} scroll @param {HTMLButtonElement} jump leads to what is new */
  constructor(scroll, jump) {
    this.#scroll = scroll;
    this.#jump = jump;
    jump.addEventListener("click", () => this.#unseen && this.toReply(this.#unseen));
    scroll.addEventListener("scroll", () => this.#scrolled());
    // A growing input or the keyboard of a phone takes room.
    new ResizeObserver(() => this.settle()).observe(scroll);
  }

  toEnd() {
    this.#go(null);
  }

  /** To the beginning of a reply, or as near as the end lets it come. @param {HTMLElement} reply */
  toReply(reply) {
    this.#go(reply);
  }

  /** The panel was opened: to what nobody has seen, else where it was left. */
  opened() {
    this.#go(this.#unseen ?? this.#reply);
  }

  /** A reply came. Who reads elsewhere stays there and is told, unless it cannot wait. @param {HTMLElement} reply @param {boolean} urgent */
  came(reply, urgent) {
    // One that was being written makes room for the whole one.
    const free = this.#following && (!this.#reply?.isConnected || this.#isAtEnd);
    const isSeen = this.#scroll.clientHeight > 0;
    if (isSeen && (free || urgent)) this.toReply(reply);
    else this.#mark(this.#unseen?.isConnected ? this.#unseen : reply);
    this.#height = this.#scroll.scrollHeight;
  }

  /** To be called before messages change. Who has opened something since, such as a source, is left to read it. */
  look() {
    const { clientHeight, scrollHeight } = this.#scroll;
    if (clientHeight && Math.abs(scrollHeight - this.#height) > 1) this.#following = this.#isAtEnd;
  }

  /** Keeps the place when messages or the room for them have changed. */
  settle() {
    this.#height = this.#scroll.scrollHeight;
    if (!this.#following) return;
    const top = this.#reply?.isConnected ? this.#topOf(this.#reply) : Infinity;
    this.#scroll.scrollTop = Math.min(top, this.#end);
    this.#top = this.#scroll.scrollTop;
  }

  /** @param {HTMLElement | null} reply */
  #go(reply) {
    this.#following = true;
    this.#reply = reply;
    this.#mark(null);
    this.settle();
  }

  /** @param {HTMLElement | null} unseen */
  #mark(unseen) {
    this.#unseen = unseen;
    this.#jump.hidden = !unseen;
  }

  #scrolled() {
    if (Math.abs(this.#scroll.scrollTop - this.#top) <= 1) return;
    this.#following = this.#isAtEnd;
    this.#reply = null;
    if (this.#unseen && this.#topOf(this.#unseen) < this.#scroll.scrollTop + this.#scroll.clientHeight / 2) this.#mark(null);
  }

  get #end() {
    return this.#scroll.scrollHeight - this.#scroll.clientHeight;
  }

  get #isAtEnd() {
    return this.#end - this.#scroll.scrollTop < NEAR_END;
  }

  /** @param {HTMLElement} reply */
  #topOf(reply) {
    const { top } = this.#scroll.getBoundingClientRect();
    return this.#scroll.scrollTop + reply.getBoundingClientRect().top - top - ABOVE;
  }
}
