/** What the widget keeps in localStorage: the key to the conversation, and messages that were not delivered yet. */

/**
 * @typedef {object} Kept A conversation as it is kept. The server alone decides, by its own clock, whether it expired.
 * @property {string} id
 * @property {string} token
 * @property {string | null} expiresAt
 */
/** @typedef {{id: string, text: string, at: string, rejected?: string}} Unsent `id` is the client_turn_id */
/**
 * @typedef {object} Content
 * @property {Kept | null} conversation
 * @property {string | null} givenToken the token that the site gave and that was taken over
 * @property {Unsent[]} outbox
 * @property {Noted} noted
 */
/**
 * @typedef {object} Noted what the customer has seen of the conversation, and what they are still to see
 * @property {number} seen the last position that was on the screen
 * @property {number} unread how many messages came since that nobody saw
 * @property {boolean} attended whether a person has the conversation, or is waited for
 * @property {string | null} rated the last event about which nothing is asked any more
 */
/** @typedef {(content: Content) => Content} Change */

/** @type {Noted} */
const NOTHING = { seen: 0, unread: 0, attended: false, rated: null };

/** One record of localStorage. What the browser does not take (storage is full, or blocked) this page still knows. */
export class Store {
  #key;
  /** Changes that are not in localStorage, oldest first. @type {Change[]} */ #unsaved = [];

  /** @param {string} api @param {string} siteKey @param {string} given id of the conversation the site gave, or "" */
  constructor(api, siteKey, given) {
    // A given conversation has a record of its own: nothing leaks between a signed-in customer and the visitor before.
    this.#key = ["curbside-chat", api, siteKey, given].join("|");
  }

  /** @returns {Content} */
  read() {
    return this.#unsaved.reduce((content, change) => change(content), this.#saved());
  }

  /** Calls `changed` when another tab has changed the record. @param {() => void} changed @param {AbortSignal} signal */
  watch(changed, signal) {
    window.addEventListener("storage", ({ key }) => (key === this.#key || key === null) && changed(), { signal });
  }

  /** @param {Kept | null} conversation @param {string} [givenToken] */
  keepConversation(conversation, givenToken) {
    this.#change((content) => {
      const noted = conversation?.id === content.conversation?.id ? content.noted : NOTHING;
      return { ...content, conversation, givenToken: givenToken ?? content.givenToken, noted };
    });
  }

  /** @param {Partial<Noted>} news */
  note(news) {
    const before = this.read().noted;
    const isNew = Object.entries(news).some(([name, value]) => before[/** @type {keyof Noted} */ (name)] !== value);
    if (isNew) this.#change((content) => ({ ...content, noted: { ...content.noted, ...news } }));
  }

  /** Keeps what the customer has written, with an id of its own, until it is delivered. @param {string} text */
  add(text) {
    const message = { id: newTurnId(), text, at: new Date().toISOString() };
    this.#change((content) => ({ ...content, outbox: [...content.outbox, message] }));
  }

  /** @param {string} id @param {string} detail why the server does not take it */
  reject(id, detail) {
    /** @param {Unsent} message */
    const mark = (message) => (message.id === id ? { ...message, rejected: detail } : message);
    this.#change((content) => ({ ...content, outbox: content.outbox.map(mark) }));
  }

  /** @param {string[]} ids */
  remove(ids) {
    if (ids.length) this.#change((content) => ({ ...content, outbox: content.outbox.filter(({ id }) => !ids.includes(id)) }));
  }

  /** Applies a change to what is there now, so that two tabs do not undo each other. @param {Change} change */
  #change(change) {
    this.#unsaved.push(change);
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.read()));
      this.#unsaved = [];
    } catch {
      // Blocked or full: the changes wait here, and the next one that fits takes them along.
    }
  }

  /** @returns {Content} */
  #saved() {
    try {
      // Records of earlier versions hold more: what the server knows is not taken over.
      const { conversation = null, givenToken = null, outbox = [], noted } = JSON.parse(localStorage.getItem(this.#key) || "{}");
      return { conversation: conversation && keyOf(conversation), givenToken, outbox, noted: { ...NOTHING, ...noted } };
    } catch {
      return { conversation: null, givenToken: null, outbox: [], noted: NOTHING };
    }
  }
}

/** What opens a conversation, and nothing else of it. @param {Kept} conversation @returns {Kept} */
function keyOf({ id, token, expiresAt }) {
  return { id, token, expiresAt };
}

/** `crypto.randomUUID` would need HTTPS; this works on every page. */
function newTurnId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
