/** The messages as they are shown, made from what the API and the store hold. */

/** @import { Citation, PublicAnswer, Transcript, TranscriptEntry } from "./types.d.ts" */
/** @import { Unsent } from "./store.js" */
/** @import { Draft } from "./writing.js" */

/**
 * @typedef {object} Message
 * @property {string} key stays the same from "sending" to the transcript of a later visit
 * @property {"customer" | "bot" | "person" | "event"} author
 * @property {string} text
 * @property {string} at
 * @property {"sending" | "waiting" | "failed" | "held" | "rejected" | "sent"} state "held": waits for a new conversation
 * @property {string} [detail] why it was rejected
 * @property {string | null} [name] of the person who wrote it, or whom it tells of
 * @property {TranscriptEntry["event"]} [event] what happened
 * @property {boolean} [read] whether the person has seen it
 * @property {string} [turnId] the turn of a reply
 * @property {number | null} [seq] its position in the conversation, where it is known
 * @property {string} [kind] the route, where it is known
 * @property {boolean} [live] it arrived just now, not from the past
 * @property {boolean} [partial] it is still being written
 * @property {boolean} [stopped] the customer wanted no more of it
 * @property {string | null} language what it is in, as far as known, ISO 639-1
 * @property {Citation[]} citations
 * @property {string[]} suggestions
 */

const NOTHING = { citations: [], suggestions: [] };

/** @param {Unsent & {seq?: number}} unsent @param {Message["state"]} state @param {string | null} [language] @returns {Message} */
export function customerMessage(unsent, state, language = null) {
  const { id, text, at, rejected, seq } = unsent;
  return { ...NOTHING, key: id, author: "customer", text, at, seq, state, detail: rejected, language, live: true };
}

/** @param {PublicAnswer} answer @param {{at: string, seq?: number}} [placed] when it came, and where @returns {Message} */
function answerMessage(answer, { at, seq } = { at: new Date().toISOString() }) {
  const { turn_id: turnId, reply, route } = answer;
  const { text, language, citations = [], suggestions = [], stopped } = reply;
  const key = keyOf("bot", turnId, text);
  return { key, author: "bot", text, at, state: "sent", turnId, seq, kind: route?.kind, live: true, language, citations, suggestions, stopped };
}

/**
 * A turn that is answered: the customer's message, where it has one, and its reply, where it says something.
 *
 * @param {(Unsent & {seq?: number}) | null} message @param {PublicAnswer} answer @param {{at: string, seq?: number}} [placed] when it came, and where
 * @returns {Message[]}
 */
export function answeredTurn(message, answer, placed) {
  const { text, language } = answer.reply;
  return [...(message ? [customerMessage(message, "sent", language)] : []), ...(text ? [answerMessage(answer, placed)] : [])];
}

/** A reply that is being written. @param {Draft} draft @returns {Message} */
export function draftMessage({ turnId, text, at, stopped }) {
  return { ...NOTHING, key: `draft:${turnId}`, author: "bot", text, at, state: "sent", live: true, partial: true, stopped, language: null };
}

/** What a person wrote, or what happened, just now. @param {TranscriptEntry} entry @returns {Message} */
export function toldMessage(entry) {
  return { ...entryMessage(entry, entry.language), live: true };
}

/** @param {{greeting?: string, suggestions?: string[], language?: string | null, at: string}} said @returns {Message[]} */
export function greetingMessages({ greeting: text, suggestions = [], language = null, at }) {
  return text ? [{ key: "greeting", author: "bot", text, at, state: "sent", language, citations: [], suggestions }] : [];
}

/**
 * The past of a conversation in its order, and which unsent messages turn out to have been answered after all.
 *
 * @param {Unsent[]} outbox @param {Transcript} transcript
 * @returns {{past: Message[], answered: string[]}}
 */
export function pastOf(outbox, transcript) {
  const { entries, started_at: at } = transcript;
  const unsent = new Set(outbox.map(({ id }) => id));
  const replies = new Map(entries.filter(({ author }) => author !== "customer").map((entry) => [entry.turn_id, entry]));
  /** @param {TranscriptEntry} entry */
  const isUnsent = ({ author, client_turn_id }) => author === "customer" && unsent.has(client_turn_id ?? "");
  /** @param {TranscriptEntry} entry */
  const pending = (entry) => isUnsent(entry) && !replies.has(entry.turn_id);
  const answered = entries.filter((entry) => isUnsent(entry) && !pending(entry));
  const messages = entries
    .filter((entry) => !pending(entry))
    // Customers are answered in their own language where it is spoken here: nobody knows it better.
    .map((entry) => entryMessage(entry, entry.language ?? replies.get(entry.turn_id)?.language ?? null))
    // What is added to an earlier turn, such as a correction, comes after what was said meanwhile.
    .sort(inOrder);
  return { past: [...greetingMessages({ ...transcript, at }), ...messages], answered: answered.map((entry) => entry.client_turn_id ?? "") };
}

/**
 * What is shown, with what has come: at its position, else before what follows it in `messages`, else at the end. What
 * stands elsewhere than its position, once that is known, goes there: all who look on see the same order.
 *
 * @param {Message[]} shown @param {Message[]} messages in their order @returns {Message[]}
 */
export function withThese(shown, messages) {
  return messages.reduceRight((all, message, at) => placed(all, message, messages[at + 1]), shown);
}

/** @param {Message[]} shown @param {Message} message @param {Message} [following] @returns {Message[]} */
function placed(shown, message, following) {
  const { key, seq, language } = message;
  const at = shown.findIndex((other) => other.key === key);
  const known = shown[at];
  const one = known ? { ...known, seq: known.seq || seq, language: known.language ?? language } : message;
  if (known && (known.seq || !seq)) return shown.with(at, one);
  const others = shown.filter((other) => other.key !== key);
  const least = seq ? others.findLastIndex((other) => other.seq && other.seq < seq) + 1 : 0;
  const next = others.findIndex((other) => (seq && other.seq ? other.seq > seq : other.key === following?.key));
  const most = next < 0 ? others.length : next;
  return others.toSpliced(at >= least && at <= most ? at : most, 0, one);
}

/** @typedef {{about: string, name: string | null}} Finished that a person has finished: the event, and who it was */

/** That a person has finished, until the customer goes on. @param {Message[]} messages @returns {Finished | null} */
export function finishedIn(messages) {
  const last = messages.findLast(({ author, event }) => author === "customer" || event);
  return last?.event === "finished" && last.turnId ? { about: last.turnId, name: last.name ?? null } : null;
}

/** By position; what was stored before there were positions came first. @param {Message} one @param {Message} other */
function inOrder(one, other) {
  return (one.seq && other.seq ? one.seq - other.seq : Date.parse(one.at) - Date.parse(other.at)) || 0;
}

/** @param {TranscriptEntry} entry @param {string | null} language @returns {Message} */
function entryMessage(entry, language) {
  const { author, text, citations = [], suggestions = [], turn_id: turnId, created_at: at, client_turn_id, route, seq, stopped, name, event } = entry;
  const key = author === "customer" && client_turn_id ? client_turn_id : keyOf(author, turnId, text);
  return { key, author, text, at, state: "sent", turnId, seq, kind: route?.kind, language, citations, suggestions, stopped, name, event };
}

/** A turn may have several entries of one author; what they say tells them apart. @param {string} author @param {string} turnId @param {string} text */
function keyOf(author, turnId, text) {
  return [turnId, author, text].join(":");
}
