/** Which conversation this page talks in: the one the site gave, the one kept from an earlier page, or a new one. */

import { Failure } from "./api.js";
import { standingOf } from "./standing.js";
import { greetingMessages, pastOf } from "./thread.js";

/** @import { Api } from "./api.js" */
/** @import { Standing } from "./standing.js" */
/** @import { Kept, Store } from "./store.js" */
/** @import { Message } from "./thread.js" */
/** @import { ConversationStarted } from "./types.d.ts" */

/** @typedef {{api: string, siteKey: string, language: () => string, conversation: string, token: string}} Settings */
/** @typedef {<T>(action: () => Promise<T>) => Promise<T>} Retrying */
/** @typedef {{past: Message[], closed: boolean, standing: Standing | null}} Opened */

/** How long such an address is taken to be good, milliseconds: its ticket lives for a minute. */
const OFFER_MS = 45_000;

export class Conversation {
  #settings;
  #api;
  #store;
  #retrying;
  /** Where the transcript is read on. */ #again = "";
  /** The conversation that was opened last. @type {Kept | null} */ #opened = null;
  /** The live address with which a conversation was started. @type {{url: string | null, until: number}} */ #offered = { url: null, until: 0 };

  /** @param {Settings} settings @param {Api} api @param {Store} store @param {Retrying} retrying */
  constructor(settings, api, store, retrying) {
    this.#settings = settings;
    this.#api = api;
    this.#store = store;
    this.#retrying = retrying;
  }

  /** The one that is kept; where nothing is kept any more (somebody cleared it) the one that is open. @returns {Kept | null} */
  get current() {
    return this.#store.read().conversation ?? this.#opened;
  }

  /** Whether the site gave this conversation: its customer is signed in, and no other conversation knows them. */
  get signedIn() {
    const { conversation } = this.#settings;
    return Boolean(conversation) && this.current?.id === conversation;
  }

  /** Whether a conversation that is gone may be replaced. Never in silence by one that does not know the customer. */
  get renewable() {
    return Boolean(this.#settings.siteKey) && !this.signedIn;
  }

  /** Whether a failure says that the customer's sign-in ran out. @param {unknown} error */
  isExpiry(error) {
    return error instanceof Failure && error.gone && this.signedIn;
  }

  /** Whether another tab has left this conversation for another one. */
  get moved() {
    return this.current?.id !== this.#opened?.id;
  }

  /** Resumes or starts. @returns {Promise<Opened>} */
  async open() {
    this.#adoptGiven();
    const kept = this.current;
    try {
      if (kept) return await this.#resume(kept);
    } catch (error) {
      if (!(error instanceof Failure && error.gone && this.renewable)) throw error;
    }
    const started = await this.#start();
    return { past: greetingMessages({ ...started, at: new Date().toISOString() }), closed: false, standing: standingOf({ holder: "bot" }) };
  }

  /** Reads what was written since, and a little more, once: whoever asks comes again. @returns {Promise<Opened>} */
  async readOn() {
    const { current } = this;
    if (!current) throw new Failure(404, {});
    const { again, ...opened } = await this.#load(current, this.#again);
    if (this.#opened?.id !== current.id) return { past: [], closed: false, standing: null }; // left meanwhile
    this.#again = again;
    return opened;
  }

  /** Replaces a conversation that is gone, unless another tab already did. @param {Kept | null} gone */
  async renew(gone) {
    if (!this.current || this.current.id === gone?.id) await this.#start();
    else this.#opened = this.current;
    this.#again = "";
  }

  /** An address that opens a live connection to the open conversation, once; null where there is none. @returns {Promise<string | null>} */
  async liveAddress() {
    const { current } = this;
    if (!current) return null;
    const { url, until } = this.#offered;
    this.#offered = { url: null, until: 0 };
    return url && Date.now() < until ? url : (await this.#api.live(current)).live_url;
  }

  /** Forgets the conversation: the next `open` starts a new one. */
  leave() {
    this.#opened = null;
    this.#store.keepConversation(null);
  }

  /** A given conversation is taken over once; what replaced it later stays, until the site gives another token. */
  #adoptGiven() {
    const { conversation: id, token } = this.#settings;
    if (!id || !token || this.#store.read().givenToken === token) return;
    this.#store.keepConversation({ id, token, expiresAt: null }, token);
  }

  /** @param {Kept} kept @returns {Promise<Opened>} */
  async #resume(kept) {
    const { again, ...opened } = await this.#retrying(() => this.#load(kept, ""));
    this.#opened = kept;
    this.#again = again;
    return opened;
  }

  /** @param {Kept} kept @param {string} from @returns {Promise<Opened & {again: string}>} */
  async #load(kept, from) {
    const transcript = await this.#api.transcript(kept, from);
    const { past, answered } = pastOf(this.#store.read().outbox, transcript);
    this.#store.remove(answered);
    const { closed, holder, again } = transcript;
    return { past, closed, standing: holder ? standingOf(transcript) : null, again };
  }

  /** @returns {Promise<ConversationStarted>} */
  async #start() {
    const started = await this.#retrying(() => this.#api.start(this.#settings.language()));
    this.#opened = { id: started.conversation_id, token: started.token, expiresAt: started.expires_at };
    this.#store.keepConversation(this.#opened);
    this.#offered = { url: started.live_url, until: Date.now() + OFFER_MS };
    this.#again = "";
    return started;
  }
}
