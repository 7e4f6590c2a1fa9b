/** What one tab remembers over a reload: what is typed and not sent, and whether the panel is open. */

/** @typedef {{draft?: string, open?: boolean}} Remembered */
/** @typedef {{conversation: string, text: string}} Leftover what was not sent before the sign-in ran out */

/** sessionStorage, which is the tab's own and ends with it; without it a reload forgets. */
export class Tab {
  #key;
  #leftoverKey;
  #conversation;

  /** @param {string} api @param {string} siteKey @param {string} given id of the conversation the site gave, or "" */
  constructor(api, siteKey, given) {
    this.#leftoverKey = ["curbside-chat-leftover", api, siteKey].join("|");
    this.#key = ["curbside-chat-tab", api, siteKey, given].join("|");
    this.#conversation = given;
  }

  get draft() {
    return this.#read().draft ?? "";
  }

  set draft(draft) {
    write(this.#key, { ...this.#read(), draft });
  }

  get open() {
    return this.#read().open ?? false;
  }

  set open(open) {
    write(this.#key, { ...this.#read(), open });
  }

  /** Sets texts aside for whoever signs in here next: they go out in no other name. @param {string[]} texts */
  setAside(texts) {
    const text = texts.filter(Boolean).join("\n");
    write(this.#leftoverKey, text ? { conversation: this.#conversation, text } : null);
  }

  /** What was set aside in another conversation, once. In the same one it is still there. */
  takeAside() {
    const aside = /** @type {Leftover | null} */ (read(this.#leftoverKey));
    write(this.#leftoverKey, null);
    return aside && aside.conversation !== this.#conversation ? aside.text : "";
  }

  /** @returns {Remembered} */
  #read() {
    return read(this.#key) ?? {};
  }
}

/** @param {string} key @returns {object | null} */
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {object | null} value */
function write(key, value) {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  } catch {
    // Blocked or full: the page itself still shows it.
  }
}
