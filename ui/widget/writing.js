/** Replies while they are being written, piece by piece. */

/** @import { Frame } from "./socket.js" */

/** @typedef {{turnId: string, text: string, at: string, index: number, stopped: boolean}} Draft a reply as far as it is written; `index` is that of its last piece */

export class Writing {
  /** @type {Map<string, Draft>} by turn */ #drafts = new Map();
  /** Turns whose reply is there: a piece of it may come late, as when the reply was read another way. @type {Set<string>} */ #ended = new Set();

  /** @returns {Draft[]} */
  get drafts() {
    return [...this.#drafts.values()];
  }

  /** Pieces come in order; the first begins the reply anew. @param {Frame} frame */
  add({ turn_id: turnId, index, text, at }) {
    if (this.#ended.has(turnId)) return;
    const before = this.#drafts.get(turnId);
    const stopped = before?.stopped ?? false;
    if (index === 0) this.#drafts.set(turnId, { turnId, text, at, index, stopped });
    else if (before && index > before.index) this.#drafts.set(turnId, { ...before, text: before.text + text, index });
  }

  /** The customer wants no more of a reply. @param {string} turnId */
  stop(turnId) {
    const draft = this.#drafts.get(turnId);
    if (draft) this.#drafts.set(turnId, { ...draft, stopped: true });
  }

  /** Pieces may be lost: what is written stays, and nothing is put behind a gap. */
  breakOff() {
    for (const draft of this.drafts) this.#drafts.set(draft.turnId, { ...draft, index: Infinity });
  }

  /** The whole reply is there. @param {string} turnId */
  end(turnId) {
    this.#drafts.delete(turnId);
    this.#ended.add(turnId);
  }

  clear() {
    this.#drafts.clear();
    this.#ended.clear();
  }
}
