/** One customer's session: opens the conversation, follows what is said in it, and says what is to be seen. */

import { Api, Failure } from "./api.js";
import { Conversation } from "./conversation.js";
import { Delivery } from "./delivery.js";
import { Poller } from "./poll.js";
import { withRetries } from "./retry.js";
import { Store } from "./store.js";
import { answerMessage, appended, customerMessage, merged } from "./thread.js";

/** @import { Problem } from "./api.js" */
/** @import { Settings } from "./conversation.js" */
/** @import { Unsent } from "./store.js" */
/** @import { Message } from "./thread.js" */
/** @import { Trouble } from "./retry.js" */
/** @import { DocumentPage, PublicAnswer } from "./types.d.ts" */

/** @typedef {"idle" | "loading" | "ready" | "closed" | "expired" | "unavailable"} Phase "expired": the customer's sign-in ran out */
/**
 * @typedef {object} State
 * @property {Message[]} messages
 * @property {Phase} phase
 * @property {boolean} signedIn whether the site gave this conversation
 * @property {boolean} typing
 * @property {Trouble} trouble
 * @property {boolean} offline
 * @property {boolean} canEnd
 */
/**
 * @typedef {object} Listener
 * @property {() => void} changed
 * @property {(answer: PublicAnswer) => void} answered
 * @property {(problem: Problem) => void} failed
 * @property {(unsent: string[]) => void} expired the sign-in ran out, with messages that were not sent
 */

export class Session {
  #listener;
  #store;
  #api;
  #conversation;
  #delivery;
  #poller;
  #stopped = new AbortController();
  /** @type {Message[]} */ #past = [];
  /** @type {Phase} */ #phase = "idle";
  /** @type {Trouble} */ #trouble = null;
  #pumping = false;

  /** @param {Settings} settings @param {Listener} listener */
  constructor(settings, listener) {
    const { signal } = this.#stopped;
    /** @template T @param {() => Promise<T>} action */
    const retrying = (action) => this.#retrying(action);
    this.#listener = listener;
    this.#store = new Store(settings.api, settings.siteKey, settings.conversation);
    this.#api = new Api(settings.api, settings.siteKey, signal);
    this.#conversation = new Conversation(settings, this.#api, this.#store, retrying);
    this.#delivery = new Delivery(this.#api, this.#store, this.#conversation, retrying, {
      answered: (unsent, answer) => this.#answered(unsent, answer),
      rejected: (failure) => this.#report(failure),
      closed: () => this.#enter("closed"),
      changed: () => this.#changed(),
    });
    this.#poller = new Poller(() => this.#readOn(), signal);
    this.#store.watch(() => this.#otherTab(), signal);
    window.addEventListener("online", () => this.#phase !== "idle" && this.resume(), { signal });
    window.addEventListener("offline", () => this.#changed(), { signal });
  }

  /** @returns {State} */
  get state() {
    const shown = new Set(this.#past.map(({ key }) => key));
    const unsent = this.#store.read().outbox.filter(({ id }) => !shown.has(id));
    return {
      messages: [...this.#past, ...unsent.map((one) => customerMessage(one, this.#stateOf(one)))],
      phase: this.#phase,
      signedIn: this.#conversation.signedIn,
      typing: this.#delivery.running && !this.#trouble && navigator.onLine,
      trouble: this.#trouble,
      offline: !navigator.onLine,
      canEnd: this.#phase === "ready" && !unsent.length && this.#past.some(({ author }) => author === "customer"),
    };
  }

  get hasUnsent() {
    return this.#store.read().outbox.some(({ rejected }) => !rejected);
  }

  /** Whether nothing can be written here any more. */
  get #isOver() {
    return this.#phase === "closed" || this.#phase === "expired";
  }

  /** Starts or resumes the conversation, and lets everything that was not sent go again. */
  resume() {
    this.#delivery.retry();
    this.#changed();
    return this.#pump();
  }

  /** Whether somebody looks: then what others write is read from time to time. @param {boolean} open */
  watch(open) {
    this.#poller.want(open);
  }

  /** @param {string} text */
  send(text) {
    this.#store.add({ id: newTurnId(), text, at: new Date().toISOString() });
    this.#poller.noted();
    return this.resume();
  }

  /** Takes an unsent message back. @param {string} id */
  withdraw(id) {
    this.#store.remove([id]);
    this.#changed();
  }

  /** A new conversation after one that has ended or expired; messages that were not taken there go out here. */
  restart() {
    this.#conversation.leave();
    return this.#reopen();
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
    if (this.#pumping || this.#isOver) return;
    this.#pumping = true;
    try {
      if (this.#phase !== "ready" || this.#conversation.moved) await this.#open();
      let next;
      while (this.#phase === "ready" && (next = this.#delivery.next)) await this.#delivery.deliver(next);
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
    this.#poller.noted(Date.parse(past.at(-1)?.at ?? ""));
    this.#enter(closed ? "closed" : "ready");
  }

  #reopen() {
    this.#past = [];
    this.#phase = "idle";
    return this.resume();
  }

  /** Shows what others wrote: another tab, a person, the bot after it has looked again. */
  async #readOn() {
    if (this.#phase !== "ready") return;
    if (this.#conversation.moved) return void (await this.#reopen());
    try {
      const { past, closed } = await this.#conversation.readOn();
      this.#show(merged(this.#past, past.map((message) => ({ ...message, live: true }))));
      if (closed) this.#enter("closed");
      else if (this.#delivery.isLeftBehind) await this.#pump();
    } catch (error) {
      if (this.#isExpiry(error)) this.#expire();
      throw error;
    } finally {
      this.#changed();
    }
  }

  /** What another tab sends or starts is seen here too. */
  #otherTab() {
    if (this.#phase === "ready") this.#poller.now();
    else if (this.#isOver && this.#conversation.moved) this.#reopen();
  }

  /** @param {Unsent} unsent @param {PublicAnswer} answer */
  #answered(unsent, answer) {
    const { text, language } = answer.reply;
    this.#show(appended(this.#past, [customerMessage(unsent, "sent", language), ...(text ? [answerMessage(answer)] : [])]));
    this.#store.remove([unsent.id]);
    this.#listener.answered(answer);
  }

  /** @param {Message[]} past */
  #show(past) {
    if (past.length > this.#past.length) this.#poller.noted();
    this.#past = past;
  }

  /** @param {unknown} error */
  #giveUp(error) {
    if (this.#stopped.signal.aborted) return;
    this.#delivery.fail();
    if (this.#isExpiry(error)) this.#expire();
    else if (this.#phase === "loading") this.#phase = "unavailable";
    this.#report(error);
  }

  /** @param {unknown} error */
  #isExpiry(error) {
    return error instanceof Failure && error.gone && this.#conversation.signedIn;
  }

  #expire() {
    this.#enter("expired");
    this.#listener.expired(this.#store.read().outbox.map(({ text }) => text));
  }

  /** Tells the page. What is no `Failure` is a fault of this program and goes on to the console. @param {unknown} error */
  #report(error) {
    if (!(error instanceof Failure)) throw error;
    this.#listener.failed({ ...error.problem, status: error.status, detail: error.message });
    return error;
  }

  /** @param {Unsent} unsent @returns {Message["state"]} */
  #stateOf(unsent) {
    return this.#isOver && !unsent.rejected ? "held" : this.#delivery.stateOf(unsent);
  }

  /** @template T @param {() => Promise<T>} action @returns {Promise<T>} */
  #retrying(action) {
    return withRetries(action, this.#stopped.signal, (trouble) => {
      this.#trouble = trouble;
      this.#changed();
    });
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
