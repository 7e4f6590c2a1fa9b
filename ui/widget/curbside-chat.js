/** `<curbside-chat>`: the customer chat as a web component. README.md says how to embed it. */

import { pickLanguage } from "./strings.js";
import { Session } from "./session.js";
import { stylesheet } from "./styles.js";
import { Tab } from "./tab.js";
import { View } from "./view.js";

/** @import { PublicAnswer } from "./types.d.ts" */

const CONNECTION = ["api", "site-key", "conversation", "token"];
const APPEARANCE = ["language", "heading"];

/** The element. Attributes say everything; `open` is also a property. */
export class CurbsideChat extends HTMLElement {
  static observedAttributes = [...CONNECTION, ...APPEARANCE, "open"];

  /** @type {View | null} */ #view = null;
  /** @type {Session | null} */ #session = null;
  /** @type {Tab | null} */ #tab = null;
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
      stop: () => this.#session?.stopReply(),
      writes: () => this.#session?.desk.typing(),
      leave: () => this.#session?.desk.leave(),
      rate: async (about, rating, text) => (await this.#session?.desk.rate(about, rating, text)) ?? false,
      skipRating: (about) => this.#session?.desk.skipRating(about),
      typed: (text) => this.#tab && (this.#tab.draft = text),
      resume: () => this.#session?.resume(),
      restart: () => this.#restart(),
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
    if (!this.#tab) return; // only taken up from before a reload: the page keeps its focus
    this.#tab.open = this.open;
    this.#view?.focus();
    this.#follow();
    this.#tell(this.open ? "curbside-open" : "curbside-close");
  }

  /** While the panel is open the conversation is, and what others write there is read. */
  #follow() {
    this.#session?.watch(this.open);
    if (this.open || this.#session?.hasUnsent || this.#session?.wasAttended) this.#session?.resume();
  }

  #restart() {
    this.#tab?.setAside([]);
    this.#session?.restart();
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
    const [api, siteKey, conversation, token] = CONNECTION.map(setting);
    const session = new Session(
      { api, siteKey, conversation, token, language: () => this.#language() },
      {
        changed: () => this.#view?.render(session.state),
        answered: (answer) => this.#answered(answer),
        failed: (problem) => this.#tell("curbside-error", problem),
        expired: (unsent) => this.#expired(unsent),
      },
    );
    this.#session = session;
    if (api) this.#remember(new Tab(api, siteKey, conversation));
    this.#view?.render(session.state);
    this.#follow();
  }

  /** Takes up what this tab knows of the conversation, after a reload or when the site gives another one. @param {Tab} tab */
  #remember(tab) {
    const view = /** @type {View} */ (this.#view);
    const typed = this.#tab ? view.draft : [tab.draft, view.draft].filter(Boolean).join("\n");
    if (this.#tab) this.#tab.draft = "";
    else if (tab.open) this.open = true;
    this.#tab = tab;
    tab.open = this.open;
    const aside = tab.takeAside();
    view.draft = aside.endsWith(typed) ? aside : [aside, typed].filter(Boolean).join("\n");
  }

  /** @param {string[]} unsent */
  #expired(unsent) {
    this.#tab?.setAside([...unsent, this.#view?.draft ?? ""]);
    this.#tell("curbside-expired");
  }

  /** @param {PublicAnswer} answer */
  #answered(answer) {
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
