/** The HTTP client: one method a request, and every failure as a `Failure`. The types follow `contracts/`. */

/** @typedef {{marker: number, passage_id: string, title: string, section: string, source: string, quote: string}} Citation */
/** @typedef {"answer" | "action" | "queue" | "emergency"} RouteKind */
/** @typedef {{text: string, language: string, speech: string, citations: Citation[], suggestions: string[], actions: string[]}} Reply */
/** @typedef {{kind: RouteKind, queue: string | null, priority: number, reason: string}} Route */
/** @typedef {{turn_id: string, conversation_id: string, reply: Reply, route: Route, trace_id: string}} TurnAnswer */
/** @typedef {{conversation_id: string, token: string, expires_at: string, language: string, greeting: string, suggestions: string[]}} ConversationStarted */
/** @typedef {{turn_id: string, author: "customer" | "bot" | "person", text: string, created_at: string, client_turn_id: string | null, citations: Citation[], suggestions: string[]}} TranscriptEntry */
/** @typedef {{conversation_id: string, closed: boolean, entries: TranscriptEntry[], next: string | null}} Transcript */
/** @typedef {{type?: string, title?: string, status?: number, detail?: string, field?: string, errors?: unknown, trace_id?: string}} Problem */
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

  get inProgress() {
    return this.#is("turn-in-progress");
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
    return this.#request("POST", "/conversations", this.#siteKey, { language });
  }

  /** @param {Access} access @param {string} text @param {string} clientTurnId @returns {Promise<TurnAnswer>} */
  turn(access, text, clientTurnId) {
    const body = { text, client_turn_id: clientTurnId };
    return this.#request("POST", `${path(access)}/turns`, access.token, body);
  }

  /** Every page of the transcript as one. @param {Access} access @returns {Promise<Transcript>} */
  async transcript(access) {
    const entries = [];
    let page;
    let query = "";
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      page = await this.#request("GET", `${path(access)}/turns${query}`, access.token);
      entries.push(...page.entries);
      if (!page.next) break;
      query = `?after=${encodeURIComponent(page.next)}`;
    }
    return { ...page, entries };
  }

  /** @param {Access} access */
  close(access) {
    return this.#request("POST", `${path(access)}/close`, access.token);
  }

  /** @param {string} method @param {string} route @param {string} bearer @param {object} [body] @returns {Promise<any>} */
  async #request(method, route, bearer, body) {
    const control = new AbortController();
    const abort = () => control.abort();
    const timer = setTimeout(() => control.abort(new Error("timed out")), TIMEOUT_MS);
    this.#signal.addEventListener("abort", abort);
    try {
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
