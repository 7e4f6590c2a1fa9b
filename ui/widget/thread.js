/** The messages as they are shown, made from what the API and the store hold. */

/** @import { Citation, PublicAnswer, Transcript, TranscriptEntry } from "./types.d.ts" */
/** @import { Unsent } from "./store.js" */

/**
 * @typedef {object} Message
 * @property {string} key stays the same from "sending" to the transcript of a later visit
 * @property {"customer" | "bot" | "person"} author
 * @property {string} text
 * @property {string} at
 * @property {"sending" | "waiting" | "failed" | "held" | "rejected" | "sent"} state "held": waits for a new conversation
 * @property {string} [detail] why it was rejected
 * @property {string} [kind] the route, where it is known
 * @property {boolean} [live] it arrived just now, not from a transcript
 * @property {Citation[]} citations
 * @property {string[]} suggestions
 */

const NOTHING = { citations: [], suggestions: [] };

/** @param {Unsent} unsent @param {Message["state"]} state @returns {Message} */
export function customerMessage(unsent, state) {
  const { id, text, at, rejected } = unsent;
  return { ...NOTHING, key: id, author: "customer", text, at, state, detail: rejected };
}

/** @param {PublicAnswer} answer @returns {Message} */
export function answerMessage(answer) {
  const { text, citations = [], suggestions = [] } = answer.reply;
  const key = keyOf("bot", answer.turn_id);
  return { key, author: "bot", text, at: new Date().toISOString(), state: "sent", kind: answer.route?.kind, live: true, citations, suggestions };
}

/** @param {{greeting?: string, suggestions?: string[], at: string}} said @returns {Message[]} */
export function greetingMessages({ greeting: text, suggestions = [], at }) {
  return text ? [{ key: "greeting", author: "bot", text, at, state: "sent", citations: [], suggestions }] : [];
}

/**
 * The past of a conversation, and which unsent messages turn out to have been answered after all.
 *
 * @param {Unsent[]} outbox @param {Transcript} transcript
 * @returns {{past: Message[], answered: string[]}}
 */
export function pastOf(outbox, transcript) {
  const { entries, started_at: at } = transcript;
  const unsent = new Set(outbox.map(({ id }) => id));
  const replied = new Set(entries.filter(({ author }) => author !== "customer").map(({ turn_id }) => turn_id));
  /** @param {TranscriptEntry} entry */
  const pending = (entry) => unsent.has(entry.client_turn_id ?? "") && !replied.has(entry.turn_id);
  const answered = entries.filter((entry) => unsent.has(entry.client_turn_id ?? "") && !pending(entry));
  const seen = new Map();
  const messages = entries.filter((entry) => !pending(entry)).map((entry) => entryMessage(entry, seen));
  return { past: [...greetingMessages({ ...transcript, at }), ...messages], answered: answered.map((entry) => entry.client_turn_id ?? "") };
}

/** @param {TranscriptEntry} entry @param {Map<string, number>} seen @returns {Message} */
function entryMessage(entry, seen) {
  const { author, text, citations = [], suggestions = [], turn_id, created_at, client_turn_id, route } = entry;
  const base = author === "customer" && client_turn_id ? client_turn_id : keyOf(author, turn_id);
  const count = seen.get(base) ?? 0;
  seen.set(base, count + 1);
  const key = count ? `${base}:${count}` : base;
  return { key, author, text, at: created_at, state: "sent", kind: route?.kind, citations, suggestions };
}

/** @param {string} author @param {string} turnId */
function keyOf(author, turnId) {
  return `${turnId}:${author}`;
}
