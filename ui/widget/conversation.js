/** Which conversation this page talks in: the one the site gave, the one kept from an earlier page, or a new one. */

import { Failure } from "./api.js";
import { greetingMessages, pastOf } from "./thread.js";

/** @import { Api } from "./api.js" */
/** @import { Kept, Store } from "./store.js" */
/** @import { Message } from "./thread.js" */
/** @import { ConversationStarted } from "./types.d.ts" */

/** @typedef {{api: string, siteKey: string, language: string, conversation: string, token: string}} Settings */
/** @typedef {<T>(action: () => Promise<T>) => Promise<T>} Retrying */

export class Conversation {
  #settings;
  #api;
  #store;
  #retrying;

  /** @param {Settings} settings @param {Api} api @param {Store} store @param {Retrying} retrying */
  constructor(settings, api, store, retrying) {
    this.#settings = settings;
    this.#api = api;
    this.#store = store;
    this.#retrying = retrying;
  }

  /** @returns {Kept | null} */
  get current() {
    return this.#store.read().conversation;
  }

  /** Whether a conversation that is gone may be replaced: only a site key starts a new one. */
  get renewable() {
    return Boolean(this.#settings.siteKey);
  }

  /** Resumes or starts. @returns {Promise<{past: Message[], closed: boolean}>} */
  async open() {
    this.#adoptGiven();
    const kept = this.current;
    try {
      if (kept) return await this.#load(kept);
    } catch (error) {
      if (!(error instanceof Failure && error.gone && this.renewable)) throw error;
    }
    const { greeting, suggestions } = await this.#start();
    return { past: greetingMessages({ greeting, suggestions, at: new Date().toISOString() }), closed: false };
  }

  /** Replaces a conversation that is gone, unless another tab already did. @param {Kept | null} gone */
  async renew(gone) {
    if (!this.current || this.current.id === gone?.id) await this.#start();
  }

  /** Forgets the conversation: the next `open` starts a new one. */
  leave() {
    this.#store.keepConversation(null);
  }

  /** A given conversation is taken over once; what replaced it later stays, until the site gives another token. */
  #adoptGiven() {
    const { conversation: id, token } = this.#settings;
    if (!id || !token || this.#store.read().givenToken === token) return;
    this.#store.keepConversation({ id, token, expiresAt: null }, token);
  }

  /** @param {Kept} kept */
  async #load(kept) {
    const transcript = await this.#retrying(() => this.#api.transcript(kept));
    const { past, answered } = pastOf(this.#store.read().outbox, transcript);
    this.#store.remove(answered);
    return { past, closed: transcript.closed };
  }

  /** @returns {Promise<ConversationStarted>} */
  async #start() {
    const started = await this.#retrying(() => this.#api.start(this.#settings.language));
    this.#store.keepConversation({ id: started.conversation_id, token: started.token, expiresAt: started.expires_at });
    return started;
  }
}
