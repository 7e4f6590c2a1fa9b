/** Shows the state of a session, and tells what the customer does. */

import { Bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { DocumentView } from "./document.js";
import { h } from "./dom.js";
import { stringsFor } from "./messages.js";
import { ModalFocus } from "./modal.js";
import { buildPanel } from "./panel.js";

/** @import { State } from "./session.js" */
/** @import { Read } from "./document.js" */
/** @import { Message } from "./thread.js" */

/**
 * @typedef {object} Actions
 * @property {() => void} launch
 * @property {() => void} dismiss
 * @property {(text: string) => void} send
 * @property {() => void} resume
 * @property {() => void} restart
 * @property {() => void} end
 * @property {(key: string) => void} withdraw
 * @property {Read} read
 */

/** How far from the end a reader still counts as being at the end, pixels. */
const NEAR_END = 48;

export class View {
  #strings;
  #language;
  #actions;
  #composer;
  #document;
  #parts;
  #modal;
  #atEnd = true;
  /** @type {Map<string, Bubble>} */ #bubbles = new Map();

  /** @param {ShadowRoot} root @param {string} language @param {string | null} heading @param {Actions} actions */
  constructor(root, language, heading, actions) {
    this.#strings = stringsFor(language);
    this.#language = language;
    this.#actions = actions;
    this.#composer = new Composer(this.#strings, (text) => this.#send(text));
    const dismiss = () => (this.#document.isOpen ? this.#document.close() : actions.dismiss());
    this.#parts = buildPanel(this.#strings, heading || this.#strings.heading, this.#composer.node, actions, dismiss);
    const { panel, header, scroll, notice, end } = this.#parts;
    this.#document = new DocumentView(this.#strings, actions.read, [header, scroll, notice, this.#composer.node, end]);
    panel.append(this.#document.node);
    this.#modal = new ModalFocus(this.#parts.panel);
    this.#keepEnd(this.#parts.scroll);
    this.setUnread(false);
    root.replaceChildren(this.#parts.launcher, this.#parts.panel);
  }

  /** What is typed and not sent. */
  get draft() {
    return this.#composer.text;
  }

  set draft(text) {
    this.#composer.text = text;
  }

  /** @param {boolean} open */
  setOpen(open) {
    this.#parts.panel.hidden = !open;
    this.#parts.launcher.hidden = open;
    if (!open) return;
    this.#modal.refresh();
    this.setUnread(false);
    this.#toEnd();
  }

  /** To the place where the customer goes on: the input, or the launcher when the panel is closed. */
  focus() {
    if (this.#parts.panel.hidden) this.#parts.launcher.focus();
    else if (this.#document.isOpen) this.#document.focus();
    else if (this.#composer.disabled) this.#parts.notice.querySelector("button")?.focus();
    else this.#composer.focus();
  }

  /** @param {boolean} unread */
  setUnread(unread) {
    const { launcher } = this.#parts;
    launcher.classList.toggle("unread", unread);
    launcher.setAttribute("aria-label", unread ? this.#strings.launchUnread : this.#strings.launch);
  }

  /** @param {State} state */
  render(state) {
    const { scroll, log, banner, end, panel } = this.#parts;
    const atEnd = isAtEnd(scroll);
    const focused = panel.contains(activeIn(panel));
    log.setAttribute("aria-busy", String(state.phase === "loading"));
    this.#renderMessages(state.messages);
    this.#renderSuggestions(state);
    this.#renderNotice(state);
    this.#renderTyping(state);
    say(banner, this.#bannerText(state));
    end.hidden = !state.canEnd;
    if (atEnd) this.#toEnd();
    // What had the focus may be gone or disabled, such as a button that was pressed.
    if (focused && !panel.hidden && !activeIn(panel)?.matches(":not(:disabled)")) this.focus();
  }

  /** @param {Message[]} messages */
  #renderMessages(messages) {
    const { log } = this.#parts;
    const keys = new Set(messages.map(({ key }) => key));
    for (const [key, bubble] of this.#bubbles) {
      if (keys.has(key)) continue;
      bubble.node.remove();
      this.#bubbles.delete(key);
    }
    let place = log.firstChild;
    for (const message of messages) {
      const { node } = this.#bubbleOf(message);
      if (node === place) place = node.nextSibling;
      else log.insertBefore(node, place);
    }
  }

  /** @param {Message} message */
  #bubbleOf(message) {
    let bubble = this.#bubbles.get(message.key);
    if (bubble) bubble.update(message);
    else bubble = new Bubble(message, this.#strings, this.#language, this.#handlers);
    this.#bubbles.set(message.key, bubble);
    return bubble;
  }

  /** @type {import("./bubble.js").Handlers} */
  get #handlers() {
    return {
      retry: this.#actions.resume,
      edit: (message) => this.#edit(message),
      open: (citation, opener) => this.#document.open(citation, opener),
    };
  }

  /** @param {State} state */
  #renderSuggestions({ messages, phase }) {
    const last = messages.at(-1);
    const texts = last?.author === "bot" && phase === "ready" ? last.suggestions : [];
    const { suggestions } = this.#parts;
    const key = JSON.stringify([last?.key, texts]);
    if (suggestions.dataset.for === key) return;
    suggestions.dataset.for = key;
    /** @param {string} text */
    const button = (text) => h("button", { type: "button", part: "suggestion", dir: "auto", click: () => this.#sendSuggestion(text) }, text);
    suggestions.replaceChildren(...texts.map(button));
  }

  /** @param {State} state */
  #renderNotice({ phase }) {
    const { notice } = this.#parts;
    this.#composer.disabled = phase === "closed";
    if (notice.dataset.phase === phase) return;
    notice.dataset.phase = phase;
    const { closed, restart, unavailable, tryAgain } = this.#strings;
    /** @param {string} label @param {() => void} action */
    const button = (label, action) => h("button", { id: "notice-action", type: "button", part: "notice-action", click: action }, label);
    if (phase === "closed") notice.replaceChildren(h("p", {}, closed), button(restart, this.#actions.restart));
    else if (phase === "unavailable") notice.replaceChildren(h("p", {}, unavailable), button(tryAgain, this.#actions.resume));
    else notice.replaceChildren();
  }

  /** @param {State} state */
  #renderTyping({ typing, phase, trouble, messages }) {
    const loading = phase === "loading" && !trouble && !messages.length;
    const element = this.#parts.typing;
    element.classList.toggle("dots", typing || loading);
    say(element, typing ? this.#strings.typing : loading ? this.#strings.loading : "");
  }

  /** @param {State} state */
  #bannerText({ offline, trouble }) {
    if (offline) return this.#strings.offline;
    return trouble ? this.#strings[trouble] : "";
  }

  /** @param {string} text */
  #send(text) {
    this.#actions.send(text);
    this.#toEnd();
    this.focus();
  }

  /** @param {string} text */
  #sendSuggestion(text) {
    // Where there is no real keyboard, focus in the input would cover half of the screen with a drawn one.
    if (matchMedia("(pointer: coarse)").matches) this.#parts.scroll.focus({ preventScroll: true });
    else this.focus();
    this.#actions.send(text);
    this.#toEnd();
  }

  /** @param {Message} message */
  #edit(message) {
    this.draft = [message.text, this.draft].filter(Boolean).join("\n");
    this.#actions.withdraw(message.key);
    this.focus();
  }

  /** A reader at the end stays there when a growing input or the keyboard of a phone takes room. @param {HTMLElement} scroll */
  #keepEnd(scroll) {
    scroll.addEventListener("scroll", () => (this.#atEnd = isAtEnd(scroll)));
    new ResizeObserver(() => this.#atEnd && this.#toEnd()).observe(scroll);
  }

  #toEnd() {
    const { scroll } = this.#parts;
    scroll.scrollTop = scroll.scrollHeight;
  }
}

/** @param {HTMLElement} scroll */
function isAtEnd(scroll) {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END;
}

/** @param {HTMLElement} element @returns {Element | null} what has the focus in its shadow root */
function activeIn(element) {
  return /** @type {ShadowRoot} */ (element.getRootNode()).activeElement ?? null;
}

/** Changes a live region only when there is something new to say. @param {HTMLElement} element @param {string} text */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
