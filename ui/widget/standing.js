/** Who answers next, and where the customer stands who waits. */

/** @import { Transcript, Waiting } from "./types.d.ts" */

/**
 * @typedef {object} Standing
 * @property {Transcript["holder"] | null} holder null where it is not known
 * @property {string | null} person the name of the person who has the conversation
 * @property {Waiting | null} waiting
 */
/** @typedef {{holder: Transcript["holder"], person?: string | null, waiting?: Waiting | null}} Said what a frame or a transcript says */

/** @type {Standing} */
export const UNKNOWN = { holder: null, person: null, waiting: null };

/** What stands by what was said just now and nothing before. @param {Said} said @returns {Standing} */
export function standingOf({ holder, person, waiting }) {
  return { holder, person: (holder === "person" && person) || null, waiting: (holder === "queue" && waiting) || null };
}

/** What stands after a frame: one that says nothing of the wait leaves what was said before. @param {Standing} before @param {Said} said @returns {Standing} */
export function standingAfter(before, said) {
  return standingOf({ ...said, waiting: said.waiting ?? before.waiting });
}

/** Whether a person has the conversation, or is waited for. @param {Standing} standing */
export function isAttended({ holder }) {
  return holder === "queue" || holder === "person";
}
