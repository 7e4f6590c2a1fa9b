/** Delivers what the customer wrote: one message after another, in order, each until it is answered or fails for good. */

import { Failure } from "./api.js";
import { NotLive } from "./live.js";

/** @import { Access, Api } from "./api.js" */
/** @import { Conversation, Retrying } from "./conversation.js" */
/** @import { Live } from "./live.js" */
/** @import { Store, Unsent } from "./store.js" */
/** @import { PublicAnswer } from "./types.d.ts" */

/**
 * @typedef {object} Outcome what comes of a message
 * @property {(unsent: Unsent, answer: PublicAnswer) => void} answered
 * @property {(failure: Failure) => void} rejected it is the message's own fault
 * @property {() => void} closed the conversation has ended
 * @property {() => void} changed whether a turn is running
 */

/** After this long a message that another tab did not deliver is anybody's, milliseconds: that tab may be gone. */
const LEFT_BEHIND_MS = 20_000;

export class Delivery {
  #api;
  #live;
  #store;
  #conversation;
  #retrying;
  #outcome;
  /** Messages that go out again only when somebody asks. @type {Set<string>} */ #failed = new Set();
  running = false;

  /** @param {Api} api @param {Live} live @param {Store} store @param {Conversation} conversation @param {Retrying} retrying @param {Outcome} outcome */
  constructor(api, live, store, conversation, retrying, outcome) {
    this.#api = api;
    this.#live = live;
    this.#store = store;
    this.#conversation = conversation;
    this.#retrying = retrying;
    this.#outcome = outcome;
  }

  /** @returns {Unsent | undefined} */
  get next() {
    return this.#store.read().outbox.find((unsent) => !unsent.rejected && !this.hasFailed(unsent));
  }

  /** Whether the next message waits longer than the tab in which it was written needs. */
  get isLeftBehind() {
    return Date.now() - Date.parse(this.next?.at ?? "") > LEFT_BEHIND_MS;
  }

  /** Everything may be tried again. */
  retry() {
    this.#failed.clear();
  }

  /** Nothing goes out by itself any more. */
  fail() {
    for (const { id } of this.#store.read().outbox) this.#failed.add(id);
  }

  /** Whether a message goes out again only when somebody asks. @param {Unsent} unsent */
  hasFailed({ id }) {
    return this.#failed.has(id);
  }

  /** @param {Unsent} unsent @param {boolean} [renewed] whether this message already got a new conversation @returns {Promise<void>} */
  async deliver(unsent, renewed = false) {
    const { current } = this.#conversation;
    try {
      if (!current) throw new Failure(404, {});
      this.#run(true);
      this.#outcome.answered(unsent, await this.#retrying(() => this.#send(current, unsent)));
    } catch (error) {
      if (!(error instanceof Failure) || error.transient || error.limited || error.inProgress) throw error;
      if (error.closed) return this.#outcome.closed();
      if (!error.gone) return this.#reject(unsent, error);
      if (renewed || !this.#conversation.renewable) throw error;
      await this.#conversation.renew(current);
      return this.deliver(unsent, true);
    } finally {
      this.#run(false);
    }
  }

  /** Sends a message live, and else as a request: it is the same message. @param {Access} access @param {Unsent} unsent */
  async #send(access, { id, text }) {
    try {
      if (this.#live.isOpenFor(access.id)) return await this.#live.turn(text, id);
    } catch (error) {
      if (!(error instanceof NotLive)) throw error;
    }
    return this.#api.turn(access, text, id);
  }

  /** @param {Unsent} unsent @param {Failure} failure */
  #reject(unsent, failure) {
    this.#store.reject(unsent.id, failure.message);
    this.#outcome.rejected(failure);
  }

  /** @param {boolean} running */
  #run(running) {
    this.running = running;
    this.#outcome.changed();
  }
}
