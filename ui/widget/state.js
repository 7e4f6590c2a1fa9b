/** What is to be seen of a session, worked out from what its parts know. Nothing is changed here. */

import { UNKNOWN } from "./standing.js";
import { customerMessage, draftMessage, finishedIn } from "./thread.js";

/** @import { Delivery } from "./delivery.js" */
/** @import { Live } from "./live.js" */
/** @import { Trouble } from "./retry.js" */
/** @import { Desk } from "./desk.js" */
/** @import { Standing } from "./standing.js" */
/** @import { Content } from "./store.js" */
/** @import { Unsent } from "./store.js" */
/** @import { Finished, Message } from "./thread.js" */
/** @import { Timeline } from "./timeline.js" */

/** @typedef {"idle" | "loading" | "ready" | "closed" | "expired" | "unavailable"} Phase "expired": the customer's sign-in ran out */
/**
 * @typedef {object} State
 * @property {Message[]} messages
 * @property {Phase} phase
 * @property {boolean} signedIn whether the site gave this conversation
 * @property {boolean} typing
 * @property {string | null} step what is being done about a message, as far as it is known
 * @property {Standing} standing who answers next, as far as it is known
 * @property {boolean} personTyping
 * @property {"emergency" | "failed" | null} notLeft why the customer could not leave the line or the person
 * @property {(Finished & {done: boolean}) | null} rating what the customer may rate, and whether they did or do not wish to
 * @property {number} unread messages that nobody has seen
 * @property {Trouble} trouble
 * @property {boolean} offline
 * @property {boolean} canEnd
 * @property {boolean} canStop whether a reply is being written that can be stopped
 */
/**
 * @typedef {object} Parts what a session consists of
 * @property {Phase} phase
 * @property {boolean} signedIn
 * @property {Trouble} trouble
 * @property {boolean} online
 * @property {Content} content what is kept
 * @property {Pick<Desk, "notLeft">} desk
 * @property {Pick<Delivery, "running" | "hasFailed">} delivery
 * @property {Pick<Timeline, "messages" | "standing" | "signals">} timeline
 * @property {Pick<Live, "drafts" | "step" | "isAnswering" | "canStop" | "isAccepted">} live
 */

/** Whether nothing can be written any more. @param {Phase} phase */
export function isOver(phase) {
  return phase === "closed" || phase === "expired";
}

/** @param {Parts} parts @returns {State} */
export function stateOf(parts) {
  const { phase, signedIn, trouble, online, delivery, timeline, desk } = parts;
  const { outbox, noted } = parts.content;
  const { drafts, step, isAnswering, canStop } = parts.live;
  const standing = phase === "ready" ? timeline.standing : UNKNOWN;
  const withPerson = standing.holder === "person";
  const finished = phase === "ready" || phase === "closed" ? finishedIn(timeline.messages) : null;
  const isWaiting = (delivery.running && outbox.length > 0) || isAnswering;
  return {
    messages: messagesOf(parts),
    phase,
    signedIn,
    // A person who has the conversation answers when they do.
    typing: isWaiting && !withPerson && !drafts.length && !trouble && online,
    step,
    standing,
    personTyping: withPerson && timeline.signals.writing,
    notLeft: desk.notLeft,
    rating: finished && { ...finished, done: noted.rated === finished.about },
    unread: noted.unread,
    trouble,
    offline: !online,
    canEnd: phase === "ready" && !outbox.length && timeline.messages.some(({ author }) => author === "customer"),
    canStop,
  };
}

/** What has its place in the conversation, then what has none yet, then what is being written. @param {Parts} parts @returns {Message[]} */
function messagesOf(parts) {
  const { timeline, live } = parts;
  const { outbox } = parts.content;
  const read = lastRead(timeline);
  const placed = new Set(timeline.messages.map(({ key }) => key));
  const unplaced = outbox.filter(({ id }) => !placed.has(id));
  /** One that is not answered yet may still have to go another way. @param {Message} message */
  const withState = (message) => {
    const unsent = outbox.find(({ id }) => id === message.key);
    return { ...message, read: message.key === read, ...(unsent && { state: messageState(unsent, parts) }) };
  };
  return [
    ...timeline.messages.map(withState),
    ...unplaced.map((unsent) => customerMessage(unsent, messageState(unsent, parts))),
    ...live.drafts.map(draftMessage),
  ];
}

/** The last message of the customer that the person has seen. @param {Parts["timeline"]} timeline */
function lastRead({ messages, signals }) {
  return messages.findLast(({ author, seq }) => author === "customer" && seq && seq <= signals.readUpTo)?.key;
}

/** How far a message has come that is not delivered yet. @param {Unsent} unsent @param {Parts} parts @returns {Message["state"]} */
function messageState(unsent, { phase, online, delivery, live }) {
  if (live.isAccepted(unsent.id)) return "sent";
  if (unsent.rejected) return "rejected";
  if (isOver(phase)) return "held";
  if (!online) return "waiting"; // coming back sends it, whatever became of it before
  return delivery.hasFailed(unsent) ? "failed" : "sending";
}
