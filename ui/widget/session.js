/** One customer's session: delivers messages one after another, in order, and says what is to be seen. */

import { Api, Failure } from "./api.js";
import { Conversation } from "./conversation.js";
import { withRetries } from "./retry.js";
import { Store } from "./store.js";
import { answerMessage, customerMessage } from "./thread.js";

/** @import { Problem } from "./api.js" */
/** @import { Settings } from "./conversation.js" */
/** @import { Unsent } from "./store.js" */
/** @import { Message } from "./thread.js" */
/** @import { Trouble } from "./retry.js" */
/** @import { DocumentPage, PublicAnswer } from "./types.d.ts" */

/** @typedef {"idle" | "loading" | "ready" | "closed" | "unavailable"} Phase */
/** @typedef {{messages: Message[], phase: Phase, typing: boolean, trouble: Trouble, offline: boolean, canEnd: boolean}} State */
/** @typedef {{changed: () => void, answered: (answer: PublicAnswer) => void, failed: (problem: Problem) => void}} Listener */

export class Session {
  #listener;
  #store;
  #api;
  #conversation;
  #stopped = new AbortController();
  /** @type {Message[]} */ #past = [];
  /** @type {Set<string>} */ #failed = new Set();
  /** @type {Phase} */ #phase = "idle";
  /** @type {Trouble} */ #trouble = null;
  #turnRunning = false;
  #pumping = false;

  /** @param {Settings} settings @param {Listener} listener */
  constructor(settings, listener) {
    const { signal } = this.#stopped;
    this.#listener = listener;
    this.#store = new Store(settings.api, settings.siteKey, settings.conversation);
    this.#api = new Api(settings.api, settings.siteKey, signal);
    this.#conversation = new Conversation(settings, this.#api, this.#store, (action) => this.#retrying(action));
    window.addEventListener("online", () => this.#phase !== "idle" && this.resume(), { signal });
    window.addEventListener("offline", () => this.#changed(), { signal });
  }

  /** @returns {State} */
  get state() {
    const waiting = this.#store.read().outbox.map((unsent) => customerMessage(unsent, this.#stateOf(unsent)));
    return {
      messages: [...this.#past, ...waiting],
      phase: this.#phase,
      typing: this.#turnRunning && !this.#trouble && navigator.onLine,
      trouble: this.#trouble,
      offline: !navigator.onLine,
      canEnd: this.#phase === "ready" && !waiting.length && this.#past.some(({ author }) => author === "customer"),
    };
  }

  get hasUnsent() {
    return this.#store.read().outbox.some(({ rejected }) => !rejected);
  }

  /** Starts or resumes the conversation, and lets everything that was not sent go again. */
  resume() {
    this.#failed.clear();
    this.#changed();
    return this.#pump();
  }

  /** @param {string} text */
  send(text) {
    this.#store.add({ id: newTurnId(), text, at: new Date().toISOString() });
    return this.resume();
  }

  /** Takes an unsent message back. @param {string} id */
  withdraw(id) {
    this.#store.remove([id]);
    this.#changed();
  }

  /** A new conversation after one that has ended; messages that were not taken there go out here. */
  restart() {
    this.#conversation.leave();
    this.#past = [];
    this.#phase = "idle";
    return this.resume();
  }

  async end() {
    const { current } = this.#conversation;
    if (!current) return;
    try {
      await this.#retrying(() => this.#api.close(current));
    } catch (error) {
      if (!this.#report(error).gone) return;
    }
    this.#enter("closed");
  }

  /** A cited document; null where there is none any more. @param {string} passage @returns {Promise<DocumentPage | null>} */
  async document(passage) {
    const { current } = this.#conversation;
    try {
      return current && (await this.#api.document(current, passage));
    } catch (error) {
      if (error instanceof Failure && error.status === 404) return null;
      throw this.#report(error);
    }
  }

  stop() {
    this.#stopped.abort();
  }

  async #pump() {
    if (this.#pumping || this.#phase === "closed") return;
    this.#pumping = true;
    try {
      if (this.#phase !== "ready") await this.#open();
      let next;
      while (this.#phase === "ready" && (next = this.#nextUnsent())) await this.#deliver(next);
    } catch (error) {
      this.#giveUp(error);
    } finally {
      this.#pumping = false;
      this.#changed();
    }
  }

  async #open() {
    this.#enter("loading");
    const { past, closed } = await this.#conversation.open();
    this.#past = past;
    this.#enter(closed ? "closed" : "ready");
  }

  /** @param {Unsent} unsent @param {boolean} [renewed] whether this message already got a new conversation @returns {Promise<void>} */
  async #deliver(unsent, renewed = false) {
    const { current } = this.#conversation;
    try {
      if (!current) throw new Failure(404, {});
      this.#setTurnRunning(true);
      this.#delivered(unsent, await this.#retrying(() => this.#api.turn(current, unsent.text, unsent.id)));
    } catch (error) {
      if (!(error instanceof Failure) || error.transient || error.limited || error.inProgress) throw error;
      if (error.closed) return this.#enter("closed");
      if (!error.gone) return this.#reject(unsent, error);
      if (renewed || !this.#conversation.renewable) throw error;
      await this.#conversation.renew(current);
      return this.#deliver(unsent, true);
    } finally {
      this.#setTurnRunning(false);
    }
  }

  /** @param {Unsent} unsent @param {PublicAnswer} answer */
  #delivered(unsent, answer) {
    this.#store.remove([unsent.id]);
    this.#past = [...this.#past, customerMessage(unsent, "sent")];
    if (answer.reply?.text) this.#past.push(answerMessage(answer));
    this.#listener.answered(answer);
  }

  /** @param {Unsent} unsent @param {Failure} failure */
  #reject(unsent, failure) {
    this.#store.reject(unsent.id, failure.message);
    this.#report(failure);
  }

  /** @param {unknown} error */
  #giveUp(error) {
    if (this.#stopped.signal.aborted) return;
    this.#report(error);
    for (const { id } of this.#store.read().outbox) this.#failed.add(id);
    if (this.#phase === "loading") this.#phase = "unavailable";
  }

  /** Tells the page. What is no `Failure` is a fault of this program and goes on to the console. @param {unknown} error */
  #report(error) {
    if (!(error instanceof Failure)) throw error;
    this.#listener.failed({ ...error.problem, status: error.status, detail: error.message });
    return error;
  }

  #nextUnsent() {
    return this.#store.read().outbox.find((unsent) => !unsent.rejected && !this.#failed.has(unsent.id));
  }

  /** @param {Unsent} unsent @returns {Message["state"]} */
  #stateOf(unsent) {
    if (unsent.rejected) return "rejected";
    if (this.#phase === "closed") return "held";
    if (this.#failed.has(unsent.id)) return "failed";
    return navigator.onLine ? "sending" : "waiting";
  }

  /** @template T @param {() => Promise<T>} action @returns {Promise<T>} */
  #retrying(action) {
    return withRetries(action, this.#stopped.signal, (trouble) => {
      this.#trouble = trouble;
      this.#changed();
    });
  }

  /** @param {boolean} running */
  #setTurnRunning(running) {
    this.#turnRunning = running;
    this.#changed();
  }

  /** @param {Phase} phase */
  #enter(phase) {
    this.#phase = phase;
    this.#changed();
  }

  #changed() {
    if (!this.#stopped.signal.aborted) this.#listener.changed();
  }
}

/** `crypto.randomUUID` would need HTTPS; this works on every page. */
function newTurnId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
