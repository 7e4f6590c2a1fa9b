/** One customer's session as it goes, from opening a conversation to its end. */

import { Api, Failure } from "./api.js";
import { Conversation } from "./conversation.js";
import { Delivery } from "./delivery.js";
import { Desk } from "./desk.js";
import { withRetries } from "./retry.js";
import { isAttended } from "./standing.js";
import { isOver, stateOf } from "./state.js";
import { Store } from "./store.js";
import { Timeline } from "./timeline.js";

/** @import { Problem } from "./api.js" */
/** @import { Opened, Retrying, Settings } from "./conversation.js" */
/** @import { Trouble } from "./retry.js" */
/** @import { Phase, State } from "./state.js" */
/** @import { Unsent } from "./store.js" */
/** @import { DocumentPage, PublicAnswer } from "./types.d.ts" */

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
  #timeline;
  #desk;
  #isOpen = false;
  #isAttended = false;
  #stopped = new AbortController();
  /** @type {Phase} */ #phase = "idle";
  /** @type {Trouble} */ #trouble = null;
  #pumping = false;
  /** Whether the server could not be reached when it was last asked for news. */ #away = false;
  /** @type {Retrying} */ #retrying = (action) =>
    withRetries(action, this.#stopped.signal, (trouble) => {
      this.#trouble = trouble;
      this.#changed();
    });

  /** @param {Settings} settings @param {Listener} listener */
  constructor(settings, listener) {
    const { signal } = this.#stopped;
    this.#listener = listener;
    this.#store = new Store(settings.api, settings.siteKey, settings.conversation);
    this.#api = new Api(settings.api, settings.siteKey, signal);
    this.#conversation = new Conversation(settings, this.#api, this.#store, this.#retrying);
    this.#timeline = new Timeline(
      () => this.#conversation.liveAddress(),
      {
        poll: () => this.#readOn(),
        answered: (id) => this.#store.remove([id]),
        closed: () => this.#phase === "ready" && !this.#delivery.running && this.#enter("closed"),
        changed: () => this.#changed(),
      },
      signal,
    );
    this.#delivery = new Delivery(this.#api, this.#timeline.live, this.#store, this.#conversation, this.#retrying, {
      answered: (unsent, answer) => this.#answered(unsent, answer),
      rejected: (failure) => this.#report(failure),
      closed: () => this.#enter("closed"),
      changed: () => this.#changed(),
    });
    this.#desk = new Desk(this.#api, this.#conversation, this.#store, this.#timeline, this.#retrying, () => this.#changed());
    this.#store.watch(() => this.#otherTab(), signal);
    window.addEventListener("online", () => this.#phase !== "idle" && this.resume(), { signal });
    document.addEventListener("visibilitychange", () => this.#changed(), { signal });
    window.addEventListener("offline", () => this.#changed(), { signal });
  }

  /** @returns {State} */
  get state() {
    return stateOf({
      phase: this.#phase,
      signedIn: this.#conversation.signedIn,
      trouble: this.#trouble,
      online: navigator.onLine,
      content: this.#store.read(),
      delivery: this.#delivery,
      desk: this.#desk,
      timeline: this.#timeline,
      live: this.#timeline.live,
    });
  }

  get hasUnsent() {
    return this.#store.read().outbox.some(({ rejected }) => !rejected);
  }

  /** Whether a person was waited for, or had the conversation, when it was last read. */
  get wasAttended() {
    return this.#store.read().noted.attended;
  }

  /** What the customer does about the people who answer. */
  get desk() {
    return this.#desk;
  }

  /** Starts or resumes the conversation, and lets everything that was not sent go again. */
  resume() {
    this.#delivery.retry();
    this.#changed();
    return this.#pump();
  }

  /** Whether the panel is open: then what others write is read from time to time. @param {boolean} open */
  watch(open) {
    this.#isOpen = open;
    this.#follow();
    this.#changed();
  }

  /** @param {string} text */
  send(text) {
    this.#store.add(text);
    this.#timeline.noteActivity();
    this.#desk.sent();
    return this.resume();
  }

  /** Ends the reply that is being written. */
  stopReply() {
    this.#timeline.live.stop();
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
    if (this.#pumping || isOver(this.#phase)) return;
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
    const opened = await this.#conversation.open();
    this.#desk.clear();
    this.#timeline.begin(opened);
    this.#enter(opened.closed ? "closed" : "ready");
  }

  #reopen() {
    this.#timeline.clear();
    this.#phase = "idle";
    return this.resume();
  }

  /** Follows the open conversation while somebody looks, or a person may write; and no other. */
  #follow() {
    this.#timeline.watch(this.#isOpen || this.#isAttended);
    this.#timeline.follow(this.#phase === "ready" ? (this.#conversation.current?.id ?? null) : null);
  }

  /** Shows what others wrote: another tab, a person, the bot after it has looked again. */
  async #readOn() {
    if (this.#phase !== "ready") return;
    if (this.#conversation.moved) return void (await this.#reopen());
    try {
      await this.#takeIn(await this.#conversation.readOn());
    } catch (error) {
      this.#missed(error);
      throw error;
    } finally {
      this.#changed();
    }
  }

  /** What was read is shown, and what could not go out before may now. @param {Opened} read */
  async #takeIn(read) {
    const wasAway = this.#away;
    this.#away = false;
    this.#timeline.addRead(read);
    if (read.closed) this.#enter("closed");
    else if (wasAway) await this.resume();
    else if (this.#delivery.isLeftBehind) await this.#pump();
  }

  /** Nothing could be read. @param {unknown} error */
  #missed(error) {
    this.#away = error instanceof Failure && error.transient;
    if (this.#conversation.isExpiry(error)) this.#expire();
  }

  /** What another tab sends or starts is seen here too. */
  #otherTab() {
    if (this.#phase === "ready") this.#timeline.pollNow();
    else if (isOver(this.#phase) && this.#conversation.moved) this.#reopen();
  }

  /** @param {Unsent} unsent @param {PublicAnswer} answer */
  #answered(unsent, answer) {
    this.#timeline.addAnswered(unsent, answer);
    this.#store.remove([unsent.id]);
    this.#listener.answered(answer);
  }

  /** @param {unknown} error */
  #giveUp(error) {
    if (this.#stopped.signal.aborted) return;
    this.#delivery.fail();
    if (this.#conversation.isExpiry(error)) this.#expire();
    else if (this.#phase === "loading") this.#phase = "unavailable";
    this.#report(error);
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

  /** @param {Phase} phase */
  #enter(phase) {
    this.#phase = phase;
    if (isOver(phase)) this.#store.note({ attended: false });
    if (phase !== "loading") this.#follow();
    this.#changed();
  }

  #changed() {
    if (this.#stopped.signal.aborted) return;
    if (this.#phase === "ready") this.#note();
    this.#listener.changed();
  }

  /** What is seen is noted; whether a person is to be expected says whether the conversation is followed unseen. */
  #note() {
    const before = this.#isAttended;
    this.#isAttended = isAttended(this.#timeline.standing);
    if (this.#isAttended !== before) this.#follow();
    this.#desk.note(this.#isOpen && !document.hidden);
  }
}
