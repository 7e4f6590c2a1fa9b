/** The messages as they are shown, made from what the API and the store hold. */

/** @import { Citation, PublicAnswer, Transcript, TranscriptEntry } from "./types.d.ts" */
/** @import { Writing } from "./live.js" */
/** @import { Unsent } from "./store.js" */

/**
 * @typedef {object} Message
 * @property {string} key stays the same from "sending" to the transcript of a later visit
 * @property {"customer" | "bot" | "person"} author
 * @property {string} text
 * @property {string} at
 * @property {"sending" | "waiting" | "failed" | "held" | "rejected" | "sent"} state "held": waits for a new conversation
 * @property {string} [detail] why it was rejected
 * @property {number | null} [seq] its position in the conversation, where it is known
 * @property {string} [kind] the route, where it is known
 * @property {boolean} [live] it arrived just now, not from the past
 * @property {boolean} [partial] it is still being written
 * @property {string | null} language what it is in, as far as known, ISO 639-1
 * @property {Citation[]} citations
 * @property {string[]} suggestions
 */

const NOTHING = { citations: [], suggestions: [] };

/** @param {Unsent} unsent @param {Message["state"]} state @param {string | null} [language] @returns {Message} */
export function customerMessage(unsent, state, language = null) {
  const { id, text, at, rejected } = unsent;
  return { ...NOTHING, key: id, author: "customer", text, at, state, detail: rejected, language, live: true };
}

/** @param {PublicAnswer} answer @param {string} [at] @returns {Message} */
export function answerMessage(answer, at = new Date().toISOString()) {
  const { text, language, citations = [], suggestions = [] } = answer.reply;
  const key = keyOf("bot", answer.turn_id, text);
  return { key, author: "bot", text, at, state: "sent", kind: answer.route?.kind, live: true, language, citations, suggestions };
}

/** A reply that is being written. @param {Writing} writing @returns {Message} */
export function writingMessage({ turnId, text, at }) {
  return { ...NOTHING, key: `writing:${turnId}`, author: "bot", text, at, state: "sent", live: true, partial: true, language: null };
}

/** What a person wrote just now. @param {TranscriptEntry} entry @returns {Message} */
export function personMessage(entry) {
  return { ...entryMessage(entry, entry.language), live: true };
}

/** @param {{greeting?: string, suggestions?: string[], language?: string | null, at: string}} said @returns {Message[]} */
export function greetingMessages({ greeting: text, suggestions = [], language = null, at }) {
  return text ? [{ key: "greeting", author: "bot", text, at, state: "sent", language, citations: [], suggestions }] : [];
}

/**
 * The past of a conversation in the order of time, and which unsent messages turn out to have been answered after all.
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
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || 0);
  return { past: [...greetingMessages({ ...transcript, at }), ...messages], answered: answered.map((entry) => entry.client_turn_id ?? "") };
}

/** What is shown, and what came just now at its end. @param {Message[]} shown @param {Message[]} messages */
export function appended(shown, messages) {
  const known = new Set(shown.map(({ key }) => key));
  return [...shown, ...messages.filter(({ key }) => !known.has(key))];
}

/**
 * What is shown, with what is new in the transcript put after what precedes it there. What the transcript does not
 * hold yet stays: it may be read a moment before it holds all that was written.
 *
 * @param {Message[]} shown @param {Message[]} past @returns {Message[]}
 */
export function merged(shown, past) {
  const all = [...shown];
  let place = 0;
  for (const message of past) {
    const found = all.findIndex(({ key }) => key === message.key);
    if (found < 0) all.splice(place++, 0, message);
    else place = Math.max(place, found + 1);
  }
  return all;
}

/** @param {TranscriptEntry} entry @param {string | null} language @returns {Message} */
function entryMessage(entry, language) {
  const { author, text, citations = [], suggestions = [], turn_id, created_at, client_turn_id, route, seq } = entry;
  const key = author === "customer" && client_turn_id ? client_turn_id : keyOf(author, turn_id, text);
  return { key, author, text, at: created_at, state: "sent", kind: route?.kind, language, citations, suggestions, seq };
}

/** A turn may have several entries of one author; what they say tells them apart. @param {string} author @param {string} turnId @param {string} text */
function keyOf(author, turnId, text) {
  return [turnId, author, text].join(":");
}
