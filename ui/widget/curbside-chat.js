/** `<curbside-chat>`: the customer chat as a web component. README.md says how to embed it. */

import { pickLanguage } from "./messages.js";
import { Session } from "./session.js";
import { stylesheet } from "./styles.js";
import { View } from "./view.js";

/** @import { PublicAnswer } from "./types.d.ts" */

const CONNECTION = ["api", "site-key", "conversation", "token"];
const APPEARANCE = ["language", "heading"];

/** The element. Attributes say everything; `open` is also a property. */
export class CurbsideChat extends HTMLElement {
  static observedAttributes = [...CONNECTION, ...APPEARANCE, "open"];

  /** @type {View | null} */ #view = null;
  /** @type {Session | null} */ #session = null;
  #connectLater = false;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [stylesheet];
  }

  get open() {
    return this.hasAttribute("open");
  }

  set open(open) {
    this.toggleAttribute("open", open);
  }

  connectedCallback() {
    this.#show();
    this.#connect();
  }

  disconnectedCallback() {
    this.#session?.stop();
    this.#session = null;
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (!this.#view || !this.isConnected || before === after) return;
    if (name === "open") {
      if ((before === null) !== (after === null)) this.#toggled();
    } else if (APPEARANCE.includes(name)) this.#show();
    else this.#reconnect();
  }

  #show() {
    const draft = this.#view?.draft ?? "";
    this.#view = new View(/** @type {ShadowRoot} */ (this.shadowRoot), this.#language(), this.getAttribute("heading"), {
      launch: () => (this.open = true),
      dismiss: () => (this.open = false),
      send: (text) => this.#session?.send(text),
      resume: () => this.#session?.resume(),
      restart: () => this.#session?.restart(),
      end: () => this.#session?.end(),
      withdraw: (key) => this.#session?.withdraw(key),
      read: async (passage) => (await this.#session?.document(passage)) ?? null,
    });
    this.#view.draft = draft;
    this.#view.setOpen(this.open);
    if (this.#session) this.#view.render(this.#session.state);
  }

  #toggled() {
    this.#view?.setOpen(this.open);
    this.#view?.focus();
    if (this.open) this.#session?.resume();
    this.#tell(this.open ? "curbside-open" : "curbside-close");
  }

  /** Several attributes often change together; they make one new session. */
  #reconnect() {
    if (this.#connectLater) return;
    this.#connectLater = true;
    queueMicrotask(() => {
      this.#connectLater = false;
      if (this.isConnected) this.#connect();
    });
  }

  #connect() {
    this.#session?.stop();
    /** @param {string} name */
    const setting = (name) => this.getAttribute(name) ?? "";
    const session = new Session(
      { api: setting("api"), siteKey: setting("site-key"), conversation: setting("conversation"), token: setting("token"), language: this.#language() },
      {
        changed: () => this.#view?.render(session.state),
        answered: (answer) => this.#answered(answer),
        failed: (problem) => this.#tell("curbside-error", problem),
      },
    );
    this.#session = session;
    this.#view?.render(session.state);
    if (this.open || session.hasUnsent) session.resume();
  }

  /** @param {PublicAnswer} answer */
  #answered(answer) {
    if (!this.open) this.#view?.setUnread(true);
    this.#tell("curbside-turn", answer);
  }

  #language() {
    return pickLanguage(this.getAttribute("language"), document.documentElement.lang, ...navigator.languages);
  }

  /** @param {string} type @param {unknown} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("curbside-chat")) customElements.define("curbside-chat", CurbsideChat);
