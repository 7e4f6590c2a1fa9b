/** Which entries of a conversation are known, by their positions: 1, 2, 3 and so on, without gaps. */

export class Positions {
  #upTo = 0;
  /** Known ones beyond a gap. @type {Set<number>} */ #beyond = new Set();

  /** Up to which position everything is known: from there on a lost connection goes on. */
  get upTo() {
    return this.#upTo;
  }

  /** Forgets everything: another conversation begins. */
  clear() {
    this.#upTo = 0;
    this.#beyond.clear();
  }

  /** What is missing up to the next known entry is nowhere to be had, such as one that cannot be read. */
  skip() {
    const next = Math.min(...this.#beyond);
    if (Number.isFinite(next)) this.#upTo = next - 1;
    this.add(next);
  }

  /** An entry is known now. @param {number | null | undefined} seq null and 0 for entries without a position */
  add(seq) {
    if (!seq || seq <= this.#upTo) return;
    this.#beyond.add(seq);
    while (this.#beyond.delete(this.#upTo + 1)) this.#upTo += 1;
  }
}
