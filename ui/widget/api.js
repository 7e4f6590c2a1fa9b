/** The HTTP client: one method a request, and every failure as a `Failure`. */

/** @import { ConversationEnded, ConversationStarted, DocumentPage, Feedback, FeedbackKept, HeldBy, LiveAddress, PublicAnswer, StartConversation, Transcript, TurnRequest } from "./types.d.ts" */

/** @typedef {Partial<Omit<import("./types.d.ts").Problem, "type">> & {type?: string}} Problem of the API, or of what lies in between */
/** @typedef {{id: string, token: string}} Access */

/** Longest wait for an answer, body included. */
export const TIMEOUT_MS = 15_000;
const MOST_PAGES = 50;

/** A request that did not bring an answer. `status` is 0 when nothing (or nothing readable) came back. */
export class Failure extends Error {
  /** @param {number} status @param {Problem} problem @param {number | null} [retryAfterMs] */
  constructor(status, problem, retryAfterMs = null) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.name = "Failure";
    this.status = status;
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }

  /** Nobody can tell whether the request arrived: the same request may go again. */
  get transient() {
    return this.status === 0 || this.status === 408 || this.status >= 500;
  }

  /** The token or the conversation is no longer known. */
  get gone() {
    return this.status === 401 || this.status === 404;
  }

  get limited() {
    return this.status === 429;
  }

  /** The same request may succeed in a moment. */
  get inProgress() {
    return this.#is("turn-in-progress") || this.#is("conversation-busy");
  }

  /** Somebody is on their way to help: the line is not left by a button. */
  get emergencyWaits() {
    return this.#is("emergency-waits");
  }

  get closed() {
    return this.#is("conversation-closed");
  }

  /** @param {string} name */
  #is(name) {
    return this.status === 409 && String(this.problem.type ?? "").endsWith(name);
  }
}

/** The API of one contact centre. */
export class Api {
  #base;
  #siteKey;
  #signal;

  /** @param {string} base @param {string} siteKey @param {AbortSignal} signal ends every request under way */
  constructor(base, siteKey, signal) {
    this.#base = base.replace(/\/+$/, "");
    this.#siteKey = siteKey;
    this.#signal = signal;
  }

  /** @param {string} language @returns {Promise<ConversationStarted>} */
  start(language) {
    /** @type {StartConversation} */
    const body = { language };
    return this.#request("POST", "/conversations", this.#siteKey, body);
  }

  /** @param {Access} access @param {string} text @param {string} clientTurnId @returns {Promise<PublicAnswer>} */
  turn(access, text, clientTurnId) {
    /** @type {TurnRequest} */
    const body = { text, client_turn_id: clientTurnId };
    return this.#request("POST", `${path(access)}/turns`, access.token, body);
  }

  /**
   * The pages of the transcript from a place on, as one; `again` is where the next reading begins to see what is new,
   * also what is added to turns of the page before.
   *
   * @param {Access} access @param {string} [from] @returns {Promise<Transcript & {again: string}>}
   */
  async transcript(access, from = "") {
    const starts = [from];
    let page = await this.#page(access, from);
    const entries = [...page.entries];
    while (page.next && starts.length < MOST_PAGES) {
      starts.push(page.next);
      page = await this.#page(access, page.next);
      entries.push(...page.entries);
    }
    return { ...page, entries, again: starts.at(-2) ?? from };
  }

  /** @param {Access} access @param {string} after @returns {Promise<Transcript>} */
  #page(access, after) {
    const query = after ? `?after=${encodeURIComponent(after)}` : "";
    return this.#request("GET", `${path(access)}/turns${query}`, access.token);
  }

  /** An address that opens one live connection; null where there are none. @param {Access} access @returns {Promise<LiveAddress>} */
  live(access) {
    return this.#request("POST", `${path(access)}/live`, access.token);
  }

  /** @param {Access} access @returns {Promise<ConversationEnded>} */
  close(access) {
    return this.#request("POST", `${path(access)}/close`, access.token);
  }

  /** Back to the bot, out of the line or from the person. @param {Access} access @returns {Promise<HeldBy>} */
  leave(access) {
    return this.#request("POST", `${path(access)}/leave`, access.token);
  }

  /** @param {Access} access @param {Feedback} feedback @returns {Promise<FeedbackKept>} */
  rate(access, feedback) {
    return this.#request("POST", `${path(access)}/feedback`, access.token, feedback);
  }

  /** A cited document. @param {Access} access @param {string} passage @returns {Promise<DocumentPage>} */
  document(access, passage) {
    return this.#request("GET", `/documents/${encodeURIComponent(passage)}`, access.token);
  }

  /** @param {string} method @param {string} route @param {string} bearer @param {object} [body] @returns {Promise<any>} */
  async #request(method, route, bearer, body) {
    const control = new AbortController();
    const abort = () => control.abort();
    const timer = setTimeout(() => control.abort(new Error("timed out")), TIMEOUT_MS);
    this.#signal.addEventListener("abort", abort);
    try {
      /** @type {Record<string, string>} */
      const headers = { Accept: "application/json", Authorization: `Bearer ${bearer}` };
      if (body) headers["Content-Type"] = "application/json";
      const response = await fetch(this.#base + route, {
        method, headers, body: body && JSON.stringify(body), signal: control.signal, credentials: "omit", cache: "no-store",
      });
      const content = await response.json().catch(() => null);
      if (control.signal.aborted) throw control.signal.reason;
      return answerOf(response, content);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(0, { type: "network", title: "No answer", detail: error instanceof Error ? error.message : String(error) });
    } finally {
      clearTimeout(timer);
      this.#signal.removeEventListener("abort", abort);
    }
  }
}

/** @param {Access} access */
function path(access) {
  return `/conversations/${encodeURIComponent(access.id)}`;
}

/** @param {Response} response @param {any} content */
function answerOf(response, content) {
  const isObject = typeof content === "object" && content !== null;
  if (response.ok && isObject) return content;
  // A 200 that is not JSON comes from something in between, such as a hotel's login page.
  if (response.ok) throw new Failure(0, { type: "unreadable", title: "Unreadable answer" });
  throw new Failure(response.status, isObject ? content : {}, retryAfter(response));
}

/** @param {Response} response @returns {number | null} milliseconds */
function retryAfter(response) {
  const value = response.headers.get("Retry-After");
  if (!value) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
