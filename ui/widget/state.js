/** What is to be seen of a session, worked out from what its parts know. Nothing is changed here. */

import { customerMessage, draftMessage } from "./thread.js";

/** @import { Delivery } from "./delivery.js" */
/** @import { Live } from "./live.js" */
/** @import { Trouble } from "./retry.js" */
/** @import { Unsent } from "./store.js" */
/** @import { Message } from "./thread.js" */
/** @import { Timeline } from "./timeline.js" */

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
 * @typedef {object} Parts what a session consists of
 * @property {Phase} phase
 * @property {boolean} signedIn
 * @property {Trouble} trouble
 * @property {boolean} online
 * @property {Unsent[]} outbox
 * @property {Pick<Delivery, "running" | "hasFailed">} delivery
 * @property {Pick<Timeline, "messages" | "holder">} timeline
 * @property {Pick<Live, "drafts" | "step" | "isAnswering" | "canStop" | "isAccepted">} live
 */

/** Whether nothing can be written any more. @param {Phase} phase */
export function isOver(phase) {
  return phase === "closed" || phase === "expired";
}

/** @param {Parts} parts @returns {State} */
export function stateOf(parts) {
  const { phase, signedIn, trouble, online, outbox, delivery, timeline } = parts;
  const { drafts, step, isAnswering, canStop } = parts.live;
  const isWaiting = (delivery.running && outbox.length > 0) || isAnswering;
  return {
    messages: messagesOf(parts),
    phase,
    signedIn,
    typing: isWaiting && !drafts.length && !trouble && online,
    step,
    holder: phase === "ready" ? timeline.holder : null,
    trouble,
    offline: !online,
    canEnd: phase === "ready" && !outbox.length && timeline.messages.some(({ author }) => author === "customer"),
    canStop,
  };
}

/** What has its place in the conversation, then what has none yet, then what is being written. @param {Parts} parts @returns {Message[]} */
function messagesOf(parts) {
  const { outbox, timeline, live } = parts;
  const placed = new Set(timeline.messages.map(({ key }) => key));
  const unplaced = outbox.filter(({ id }) => !placed.has(id));
  /** One that is not answered yet may still have to go another way. @param {Message} message */
  const withState = (message) => {
    const unsent = outbox.find(({ id }) => id === message.key);
    return unsent ? { ...message, state: messageState(unsent, parts) } : message;
  };
  return [
    ...timeline.messages.map(withState),
    ...unplaced.map((unsent) => customerMessage(unsent, messageState(unsent, parts))),
    ...live.drafts.map(draftMessage),
  ];
}

/** How far a message has come that is not delivered yet. @param {Unsent} unsent @param {Parts} parts @returns {Message["state"]} */
function messageState(unsent, { phase, online, delivery, live }) {
  if (live.isAccepted(unsent.id)) return "sent";
  if (unsent.rejected) return "rejected";
  if (isOver(phase)) return "held";
  if (!online) return "waiting"; // coming back sends it, whatever became of it before
  return delivery.hasFailed(unsent) ? "failed" : "sending";
}
