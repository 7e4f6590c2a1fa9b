/** The conversation while it happens: turns go out and replies come in over a live connection, as long as there is one. */

import { Failure } from "./api.js";
import { Positions } from "./positions.js";
import { Socket } from "./socket.js";
import { Writing } from "./writing.js";

/** @import { Address, Frame } from "./socket.js" */
/** @import { Message } from "./thread.js" */
/** @import { PublicAnswer } from "./types.d.ts" */

/** @typedef {{id: string, text: string, at: string, seq: number}} Accepted a message of the customer, wherever it was written; `id` is the client's */
/**
 * @typedef {object} Follower what comes of frames
 * @property {(message: Accepted) => void} accepted
 * @property {(message: Accepted | null, answer: PublicAnswer, frame: Frame) => void} replied null for a reply without a message of its own
 * @property {(frame: Frame) => void} told any other frame that is to be seen
 * @property {() => void} changed
 */

/** A message that is not said to be stored within this time goes another way, milliseconds: it is the same message. */
const ACCEPTED_MS = 4_000;
/** And one that is not answered. The supervisor's function may run for 15 s. */
const REPLIED_MS = 20_000;
/** How long an entry may be late before what is missing is asked for. */
const LATE_MS = 1_500;

/** There is no live connection, or it broke: the same request has to go another way. */
export class NotLive extends Error {}

export class Live {
  #follower;
  #socket;
  #positions = new Positions();
  #highest = 0;
  /** From where on a gap was last asked for. */ #asked = -1;
  /** @type {Map<string, Accepted>} by turn */ #accepted = new Map();
  /** @type {Map<string, {resolve: (answer: PublicAnswer) => void, reject: (error: Error) => void, timer: number}>} by client's id */ #sent = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #late;
  #writing = new Writing();
  /** @type {string | null} */ step = null;
  /** The conversation that is followed. @type {string | null} */ #followed = null;

  /** @param {Address} address @param {Follower} follower @param {AbortSignal} signal */
  constructor(address, follower, signal) {
    this.#follower = follower;
    const opened = () => this.#resume();
    this.#socket = new Socket(address, { opened, told: (frame) => this.#told(frame), closed: () => this.#closed() }, signal);
  }

  get isOpen() {
    return this.#socket.isOpen;
  }

  /** Whether a reply is on its way to a message that was written here or elsewhere. */
  get isAnswering() {
    return this.#accepted.size > 0;
  }

  /** The replies that are being written. */
  get drafts() {
    return this.#writing.drafts;
  }

  /** Whether something is being written that can still be stopped. */
  get canStop() {
    return this.isOpen && this.drafts.some(({ stopped }) => !stopped);
  }

  /** Whether a message is stored and waits for its reply. @param {string} id the client's */
  isAccepted(id) {
    return [...this.#accepted.values()].some((message) => message.id === id);
  }

  /** Whether messages of this conversation can go out live. @param {string} id */
  isOpenFor(id) {
    return id === this.#followed && this.isOpen;
  }

  /**
   * Follows a conversation as long as that is wanted, and no other.
   *
   * @param {string | null} id @param {Message[]} known its messages so far @param {boolean} wanted
   */
  follow(id, known, wanted) {
    if (id !== this.#followed) {
      this.#leave();
      this.noted(known);
    }
    this.#followed = id;
    this.#socket.want(Boolean(id) && wanted);
  }

  /** Messages that came another way. @param {Message[]} messages */
  noted(messages) {
    for (const { author, turnId, seq } of messages) {
      this.#positions.add(seq);
      if (author === "bot" && turnId) this.#end(turnId);
    }
  }

  /** Says something that needs no answer; whether it went out. @param {{type: "typing"} | {type: "read", up_to: number}} frame */
  say(frame) {
    return this.#socket.send(frame);
  }

  /** Wants no more of what is being written: what is shown of it stays. */
  stop() {
    for (const { turnId } of this.drafts) {
      if (this.#socket.send({ type: "stop", turn_id: turnId })) this.#writing.stop(turnId);
    }
    this.#follower.changed();
  }

  /** Sends a message; its answer. Throws `NotLive`, or a `Failure` if it is refused. @param {string} text @param {string} id @returns {Promise<PublicAnswer>} */
  turn(text, id) {
    if (!this.#socket.send({ type: "turn", text, client_turn_id: id })) return Promise.reject(new NotLive());
    return new Promise((resolve, reject) => {
      this.#sent.set(id, { resolve, reject, timer: this.#giveUp(id, ACCEPTED_MS) });
    });
  }

  /** @param {string} id @param {number} ms */
  #giveUp(id, ms) {
    return window.setTimeout(() => this.#settle(id)?.reject(new NotLive()), ms);
  }

  /** @param {string} id */
  #settle(id) {
    const sent = this.#sent.get(id);
    this.#sent.delete(id);
    if (sent) clearTimeout(sent.timer);
    return sent;
  }

  /** Another conversation begins. */
  #leave() {
    this.#socket.want(false);
    this.#positions.clear();
    this.#accepted.clear();
    this.#writing.clear();
    this.#highest = 0;
    this.#asked = -1;
    this.step = null;
  }

  #resume() {
    this.#socket.send({ type: "resume", after_seq: this.#positions.upTo });
    this.#follower.changed();
  }

  #closed() {
    clearTimeout(this.#late);
    this.step = null;
    this.#writing.breakOff();
    for (const id of [...this.#sent.keys()]) this.#settle(id)?.reject(new NotLive());
    this.#follower.changed();
  }

  /** @param {Frame} frame */
  #told(frame) {
    if (frame.type === "accepted") this.#onAccepted(frame);
    else if (frame.type === "progress") this.step = frame.step;
    else if (frame.type === "delta") this.#writing.add(frame);
    else if (frame.type === "reply") this.#onReply(frame);
    else if (frame.type === "error") this.#onError(frame);
    else this.#follower.told(frame);
    if (frame.type === "message") this.#positions.add(frame.seq);
    this.#lookForGaps(frame.seq);
    this.#follower.changed();
  }

  /** @param {Frame} frame */
  #onAccepted({ turn_id, client_turn_id, text, at, seq }) {
    const message = { id: client_turn_id ?? turn_id, text, at, seq };
    const sent = this.#sent.get(message.id);
    if (sent) {
      clearTimeout(sent.timer);
      sent.timer = this.#giveUp(message.id, REPLIED_MS);
    }
    this.#positions.add(seq);
    this.#accepted.set(turn_id, message);
    window.setTimeout(() => this.#accepted.delete(turn_id) && this.#follower.changed(), REPLIED_MS);
    this.#follower.accepted(message);
  }

  /** @param {Frame} frame */
  #onReply(frame) {
    const { answer, seq } = frame;
    const message = this.#accepted.get(answer.turn_id) ?? null;
    this.#positions.add(seq);
    this.step = null;
    this.#end(answer.turn_id);
    this.#follower.replied(message, answer, frame);
    if (message) this.#settle(message.id)?.resolve(answer);
  }

  /** A turn has its reply. @param {string} turnId */
  #end(turnId) {
    this.#accepted.delete(turnId);
    this.#writing.end(turnId);
  }

  /** @param {Frame} frame */
  #onError({ problem, client_turn_id }) {
    if (client_turn_id) this.#settle(client_turn_id)?.reject(new Failure(problem.status ?? 0, problem));
    else if (problem.status === 401) this.#socket.renew();
  }

  /** Entries may overtake one another, and a frame may be lost: what is missing after a moment is asked for. @param {number} seq */
  #lookForGaps(seq) {
    this.#highest = Math.max(this.#highest, seq);
    clearTimeout(this.#late);
    if (this.#highest > this.#positions.upTo) this.#late = setTimeout(() => this.#fill(), LATE_MS);
  }

  /** Asks for what is missing, once. */
  #fill() {
    if (this.#asked === this.#positions.upTo) this.#positions.skip();
    this.#asked = this.#positions.upTo;
    this.#resume();
  }
}
