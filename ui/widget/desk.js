/** What the customer does about the people who answer: reads what they write, lets them know, leaves them, rates them. */

import { Failure } from "./api.js";
import { isAttended } from "./standing.js";

/** @import { Api } from "./api.js" */
/** @import { Conversation, Retrying } from "./conversation.js" */
/** @import { Standing } from "./standing.js" */
/** @import { Store } from "./store.js" */
/** @import { Message } from "./thread.js" */
/** @import { Timeline } from "./timeline.js" */

/** How often a person is told that the customer is writing, milliseconds. */
const TYPING_MS = 3_000;

export class Desk {
  #api;
  #conversation;
  #store;
  #timeline;
  #retrying;
  #changed;
  #typedAt = -Infinity;
  /** Up to where the person was told that the customer has read. */ #toldUpTo = 0;
  /** What was seen here that has no position yet. @type {Set<string>} */ #seen = new Set();
  /** @type {{holder: Standing["holder"], why: "emergency" | "failed"} | null} */ #refused = null;

  /** @param {Api} api @param {Conversation} conversation @param {Store} store @param {Timeline} timeline @param {Retrying} retrying @param {() => void} changed */
  constructor(api, conversation, store, timeline, retrying, changed) {
    this.#api = api;
    this.#conversation = conversation;
    this.#store = store;
    this.#timeline = timeline;
    this.#retrying = retrying;
    this.#changed = changed;
  }

  /** Why the customer could not leave whoever has the conversation, as long as they do. */
  get notLeft() {
    return this.#refused?.holder === this.#timeline.standing.holder ? this.#refused.why : null;
  }

  /** Another conversation begins. */
  clear() {
    this.#toldUpTo = 0;
    this.#seen.clear();
    this.#refused = null;
  }

  /** Leaves the line, or the person. */
  async leave() {
    const { current } = this.#conversation;
    if (!current) return;
    this.#refused = null;
    try {
      this.#timeline.held(await this.#retrying(() => this.#api.leave(current)));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#refused = { holder: this.#timeline.standing.holder, why: error.emergencyWaits ? "emergency" : "failed" };
    }
    this.#changed();
    this.#timeline.pollNow();
  }

  /** Says how a person did; whether that was taken. @type {import("./rating.js").Rate} */
  async rate(about, rating, text) {
    const { current } = this.#conversation;
    if (!current) return false;
    try {
      await this.#retrying(() => this.#api.rate(current, { about, rating, text: text || null }));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return false;
    }
    this.skipRating(about);
    return true;
  }

  /** Is not asked about it again. @param {string} about */
  skipRating(about) {
    this.#store.note({ rated: about });
    this.#changed();
  }

  /** Lets a person know that the customer is writing, now and then. */
  typing() {
    if (this.#timeline.standing.holder !== "person" || Date.now() - this.#typedAt < TYPING_MS) return;
    if (this.#timeline.live.say({ type: "typing" })) this.#typedAt = Date.now();
  }

  /** What the customer was writing is sent: what they write next is said at once. */
  sent() {
    this.#typedAt = -Infinity;
  }

  /** Notes what is seen and what is not, and whether a person is still to be expected. @param {boolean} looking */
  note(looking) {
    const { messages, standing } = this.#timeline;
    const { seen } = this.#store.read().noted;
    const attended = isAttended(standing);
    if (!looking) return this.#store.note({ attended, unread: messages.filter((message) => this.#isUnread(message, seen)).length });
    for (const { key } of messages) this.#seen.add(key);
    const upTo = Math.max(seen, ...messages.map(({ seq }) => seq ?? 0));
    this.#store.note({ attended, seen: upTo, unread: 0 });
    if (standing.holder === "person") this.#tellRead(upTo);
  }

  /** @param {Message} message @param {number} seen */
  #isUnread({ author, key, seq, live }, seen) {
    return author !== "customer" && !this.#seen.has(key) && (seq ? seq > seen : live === true);
  }

  /** @param {number} upTo */
  #tellRead(upTo) {
    if (upTo > this.#toldUpTo && this.#timeline.live.say({ type: "read", up_to: upTo })) this.#toldUpTo = upTo;
  }
}
