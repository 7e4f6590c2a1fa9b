/** What is known of the open conversation: its messages in their order, and who answers next. It keeps up live, and else by polling. */

import { Live } from "./live.js";
import { Poller } from "./poll.js";
import { Signals } from "./signals.js";
import { isAttended, standingAfter, standingOf, UNKNOWN } from "./standing.js";
import { answeredTurn, customerMessage, toldMessage, withThese } from "./thread.js";

/** @import { Opened } from "./conversation.js" */
/** @import { Accepted } from "./live.js" */
/** @import { Address, Frame } from "./socket.js" */
/** @import { Unsent } from "./store.js" */
/** @import { Message } from "./thread.js" */
/** @import { HeldBy, PublicAnswer } from "./types.d.ts" */

/**
 * @typedef {object} Listener
 * @property {() => Promise<void>} poll it is time to read the transcript again; throws a `Failure` when nothing could be read
 * @property {(id: string) => void} answered a message of the customer has its reply; `id` is the client's
 * @property {() => void} closed the conversation has ended
 * @property {() => void} changed
 */

export class Timeline {
  #listener;
  #live;
  #poller;
  #watched = false;
  /** @type {Message[]} */ #messages = [];
  #standing = UNKNOWN;
  #signals;

  /** @param {Address} address of the live channel @param {Listener} listener @param {AbortSignal} signal */
  constructor(address, listener, signal) {
    this.#listener = listener;
    this.#signals = new Signals(listener.changed);
    this.#live = new Live(
      address,
      {
        accepted: (message) => this.#add([customerMessage(message, "sent")]),
        replied: (message, answer, frame) => this.#replied(message, answer, frame),
        told: (frame) => this.#told(frame),
        changed: listener.changed,
      },
      signal,
    );
    this.#poller = new Poller(listener.poll, () => this.#live.isOpen, signal);
  }

  get messages() {
    return this.#messages;
  }

  /** Who answers next, as far as it is known. */
  get standing() {
    return this.#standing;
  }

  /** What the person does who has the conversation. */
  get signals() {
    return this.#signals;
  }

  /** The live channel: replies while they are written, and the way on which messages go out. */
  get live() {
    return this.#live;
  }

  /** Begins with a conversation that was opened. @param {Opened} opened */
  begin({ past, standing }) {
    this.#messages = past;
    this.#standing = standing ?? UNKNOWN;
    this.#signals.clear();
    this.#poller.noted(Date.parse(past.at(-1)?.at ?? ""));
    this.#live.noted(past);
  }

  /** Forgets the messages: another conversation is opened. */
  clear() {
    this.#messages = [];
  }

  /** Whether somebody looks: then what others write is read from time to time. @param {boolean} watched */
  watch(watched) {
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#poller.want(watched);
  }

  /** Follows a conversation live while somebody looks, and no other. @param {string | null} id */
  follow(id) {
    this.#live.follow(id, this.#messages, this.#watched);
  }

  /** Asks for the transcript at once. */
  pollNow() {
    this.#poller.now();
  }

  /** Somebody writes: for a while what others write is read more often. */
  noteActivity() {
    this.#poller.noted();
  }

  /** A message was answered, whichever way it went. @param {Unsent} unsent @param {PublicAnswer} answer */
  addAnswered(unsent, answer) {
    const turn = answeredTurn(unsent, answer);
    this.#add(turn);
    this.#live.noted(turn);
    if (answer.route?.queue && !isAttended(this.#standing)) this.#standing = standingOf({ holder: "queue" });
  }

  /** The customer has left whoever had the conversation. @param {HeldBy} held */
  held(held) {
    this.#standing = standingOf(held);
  }

  /** What was read in the transcript since. @param {Opened} opened */
  addRead({ past, standing }) {
    this.#add(past.map((message) => ({ ...message, live: true })));
    this.#live.noted(past);
    this.#standing = standing ?? this.#standing;
  }

  /** @param {Accepted | null} message @param {PublicAnswer} answer @param {Frame} frame */
  #replied(message, answer, frame) {
    this.#add(answeredTurn(message, answer, frame));
    if (message) this.#listener.answered(message.id);
  }

  /** @param {Frame} frame */
  #told(frame) {
    this.#signals.told(frame);
    if (frame.type === "message") {
      this.#signals.rest();
      this.#add([toldMessage(frame.entry)]);
    }
    if (frame.type !== "state") return;
    const { holder, person, waiting } = frame;
    this.#standing = standingAfter(this.#standing, { holder, person, waiting });
    if (frame.closed) this.#listener.closed();
  }

  /** @param {Message[]} messages */
  #add(messages) {
    const before = this.#messages.length;
    this.#messages = withThese(this.#messages, messages);
    if (this.#messages.length > before) this.#poller.noted();
  }
}
