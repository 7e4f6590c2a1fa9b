/** One customer's session: opens the conversation, follows what is said in it, and says what is to be seen. */

import { Api, Failure } from "./api.js";
import { Conversation } from "./conversation.js";
import { Delivery } from "./delivery.js";
import { Live, NotLive } from "./live.js";
import { Poller } from "./poll.js";
import { withRetries } from "./retry.js";
import { Store } from "./store.js";
import { answerMessage, customerMessage, draftMessage, personMessage, withThese } from "./thread.js";

/** @import { Access, Problem } from "./api.js" */
/** @import { Accepted } from "./live.js" */
/** @import { Frame } from "./socket.js" */
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
 * @property {string | null} step what is being done about a message, as far as it is known
 * @property {"bot" | "queue" | "person" | null} holder who answers next, as far as it is known
 * @property {Trouble} trouble
 * @property {boolean} offline
 * @property {boolean} canEnd
 * @property {boolean} canStop whether a reply is being written that can be stopped
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
  #live;
  /** @type {State["holder"]} */ #holder = null;
  #watched = false;
  #stopped = new AbortController();
  /** @type {Message[]} */ #past = [];
  /** @type {Phase} */ #phase = "idle";
  /** @type {Trouble} */ #trouble = null;
  #pumping = false;
  /** The conversation that is followed live. @type {string | null} */ #followed = null;
  /** Whether the server could not be reached when it was last asked for news. */ #away = false;

  /** @param {Settings} settings @param {Listener} listener */
  constructor(settings, listener) {
    const { signal } = this.#stopped;
    /** @template T @param {() => Promise<T>} action */
    const retrying = (action) => this.#retrying(action);
    this.#listener = listener;
    this.#store = new Store(settings.api, settings.siteKey, settings.conversation);
    this.#api = new Api(settings.api, settings.siteKey, signal);
    this.#conversation = new Conversation(settings, this.#api, this.#store, retrying);
    this.#live = new Live(
      () => this.#conversation.liveAddress(),
      {
        accepted: (message) => this.#accepted(message),
        replied: (message, answer, frame) => this.#replied(message, answer, frame),
        told: (frame) => this.#told(frame),
        changed: () => this.#changed(),
      },
      signal,
    );
    this.#delivery = new Delivery((access, unsent) => this.#deliver(access, unsent), this.#store, this.#conversation, retrying, {
      answered: (unsent, answer) => this.#answered(unsent, answer),
      rejected: (failure) => this.#report(failure),
      closed: () => this.#enter("closed"),
      changed: () => this.#changed(),
    });
    this.#poller = new Poller(() => this.#readOn(), () => this.#live.isOpen, signal);
    this.#store.watch(() => this.#otherTab(), signal);
    window.addEventListener("online", () => this.#phase !== "idle" && this.resume(), { signal });
    window.addEventListener("offline", () => this.#changed(), { signal });
  }

  /** @returns {State} */
  get state() {
    const { outbox } = this.#store.read();
    const past = this.#past.map((message) => this.#withState(message, outbox));
    const unsent = outbox.filter(({ id }) => !past.some(({ key }) => key === id));
    const { drafts, step, isAnswering, canStop } = this.#live;
    return {
      messages: [...past, ...unsent.map((one) => customerMessage(one, this.#stateOf(one))), ...drafts.map(draftMessage)],
      phase: this.#phase,
      signedIn: this.#conversation.signedIn,
      typing: ((this.#delivery.running && outbox.length > 0) || isAnswering) && !drafts.length && !this.#trouble && navigator.onLine,
      step,
      holder: this.#phase === "ready" ? this.#holder : null,
      trouble: this.#trouble,
      offline: !navigator.onLine,
      canEnd: this.#phase === "ready" && !outbox.length && past.some(({ author }) => author === "customer"),
      canStop,
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
    this.#watched = open;
    this.#poller.want(open);
    this.#follow();
  }

  /** @param {string} text */
  send(text) {
    this.#store.add({ id: newTurnId(), text, at: new Date().toISOString() });
    this.#poller.noted();
    return this.resume();
  }

  /** Ends the reply that is being written. */
  stopReply() {
    this.#live.stop();
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
    const { past, closed, holder } = await this.#conversation.open();
    this.#past = past;
    this.#holder = holder;
    this.#poller.noted(Date.parse(past.at(-1)?.at ?? ""));
    this.#live.noted(past);
    this.#enter(closed ? "closed" : "ready");
  }

  #reopen() {
    this.#past = [];
    this.#phase = "idle";
    return this.resume();
  }

  /** Follows the open conversation live while somebody looks, and no other. */
  #follow() {
    const open = this.#phase === "ready" ? (this.#conversation.current?.id ?? null) : null;
    if (open !== this.#followed) {
      this.#live.leave();
      this.#live.noted(this.#past);
    }
    this.#followed = open;
    this.#live.want(Boolean(open) && this.#watched);
  }

  /** Sends a message live, and else as a request: it is the same message. @param {Access} access @param {Unsent} unsent */
  async #deliver(access, { id, text }) {
    try {
      if (access.id === this.#followed && this.#live.isOpen) return await this.#live.turn(text, id);
    } catch (error) {
      if (!(error instanceof NotLive)) throw error;
    }
    return this.#api.turn(access, text, id);
  }

  /** A message has its place, wherever it was written. @param {Accepted} message */
  #accepted(message) {
    this.#show(withThese(this.#past, [customerMessage(message, "sent")]));
  }

  /** @param {Accepted | null} message @param {PublicAnswer} answer @param {{at: string, seq: number}} frame */
  #replied(message, answer, frame) {
    const asked = message ? [customerMessage(message, "sent", answer.reply.language)] : [];
    this.#show(withThese(this.#past, [...asked, ...(answer.reply.text ? [answerMessage(answer, frame)] : [])]));
    if (message) this.#store.remove([message.id]);
  }

  /** @param {Frame} frame */
  #told(frame) {
    if (frame.type === "message") this.#show(withThese(this.#past, [personMessage(frame.entry)]));
    if (frame.type !== "state") return;
    this.#holder = frame.holder;
    if (frame.closed && this.#phase === "ready" && !this.#delivery.running) this.#enter("closed");
  }

  /** Shows what others wrote: another tab, a person, the bot after it has looked again. */
  async #readOn() {
    if (this.#phase !== "ready") return;
    if (this.#conversation.moved) return void (await this.#reopen());
    try {
      const { past, closed, holder } = await this.#conversation.readOn();
      this.#show(withThese(this.#past, past.map((message) => ({ ...message, live: true }))));
      this.#live.noted(past);
      this.#holder = holder ?? this.#holder;
      if (closed) this.#enter("closed");
      else if (this.#away) await this.resume();
      else if (this.#delivery.isLeftBehind) await this.#pump();
      this.#away = false;
    } catch (error) {
      this.#away = error instanceof Failure && error.transient;
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
    const replied = text ? [answerMessage(answer)] : [];
    this.#show(withThese(this.#past, [customerMessage(unsent, "sent", language), ...replied]));
    this.#live.noted(replied);
    if (answer.route?.queue) this.#holder = "queue";
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

  /** One that is not answered yet may still have to go another way. @param {Message} message @param {Unsent[]} outbox @returns {Message} */
  #withState(message, outbox) {
    const unsent = outbox.find(({ id }) => id === message.key);
    return unsent ? { ...message, state: this.#stateOf(unsent) } : message;
  }

  /** @param {Unsent} unsent @returns {Message["state"]} */
  #stateOf(unsent) {
    if (this.#live.isAccepted(unsent.id)) return "sent";
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
    if (phase !== "loading") this.#follow();
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
