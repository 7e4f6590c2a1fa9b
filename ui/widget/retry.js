/** When a request goes again, and how long it waits before. */

import { Failure } from "./api.js";

/** @typedef {"connection" | "busy" | null} Trouble what the customer is told while a request waits to go again */

const BACKOFF_MS = [1000, 2000, 4000, 8000];
const JITTER = 0.25;
// The first try of a turn can hold its lease for 20 s, and each repeat waits up to 8 s at the server.
const IN_PROGRESS_MS = 2000;
const IN_PROGRESS_TRIES = 12;
const LIMITED_MS = 5000;
const LIMITED_LONGEST_MS = 120_000;
const LIMITED_TRIES = 6;

/**
 * Runs `action` until it succeeds, fails for good or has used up its tries; then its last `Failure` is thrown.
 *
 * @template T
 * @param {() => Promise<T>} action safe to repeat
 * @param {AbortSignal} signal ends the waiting
 * @param {(trouble: Trouble) => void} onTrouble told when waiting begins and when it is over
 * @returns {Promise<T>}
 */
export async function withRetries(action, signal, onTrouble) {
  const tries = { transient: 0, inProgress: 0, limited: 0 };
  try {
    for (;;) {
      try {
        return await action();
      } catch (error) {
        const wait = signal.aborted ? null : waitBefore(error, tries);
        if (wait === null || !(error instanceof Failure)) throw error;
        if (error.transient) onTrouble("connection");
        if (error.limited) onTrouble("busy");
        if ((await pause(wait, signal, error.transient)) === "online") tries.transient = 0;
        if (signal.aborted) throw error;
      }
    }
  } finally {
    onTrouble(null);
  }
}

/** Milliseconds until the next try; null when there is none. @param {unknown} error @param {Record<string, number>} tries */
function waitBefore(error, tries) {
  if (!(error instanceof Failure)) return null;
  if (error.inProgress) return tries.inProgress++ < IN_PROGRESS_TRIES ? IN_PROGRESS_MS : null;
  if (error.limited) {
    const wait = error.retryAfterMs ?? LIMITED_MS;
    return wait <= LIMITED_LONGEST_MS && tries.limited++ < LIMITED_TRIES ? wait : null;
  }
  if (!error.transient || tries.transient >= BACKOFF_MS.length) return null;
  return BACKOFF_MS[tries.transient++] * (1 - JITTER + 2 * JITTER * Math.random());
}

/**
 * @param {number} ms @param {AbortSignal} signal @param {boolean} wakeful whether coming online ends the pause
 * @returns {Promise<string>} what ended it: "time", "online" or "abort"
 */
function pause(ms, signal, wakeful) {
  return new Promise((resolve) => {
    const ended = new AbortController();
    /** @param {Event} [event] */
    const end = (event) => {
      clearTimeout(timer);
      ended.abort();
      resolve(event?.type ?? "time");
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { signal: ended.signal });
    if (wakeful) window.addEventListener("online", end, { signal: ended.signal });
  });
}
