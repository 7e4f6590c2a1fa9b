/** Shows the state of a session, and tells what the customer does. */

import { Asking } from "./asking.js";
import { Bar, say } from "./bar.js";
import { Composer } from "./composer.js";
import { DocumentView } from "./document.js";
import { h } from "./dom.js";
import { Log } from "./log.js";
import { ModalFocus } from "./modal.js";
import { bannerText, isLeft, noticeLines } from "./notice.js";
import { buildPanel } from "./panel.js";
import { Place } from "./place.js";
import { Rating } from "./rating.js";
import { fill, plural, stringsFor } from "./strings.js";

/** @import { State } from "./state.js" */
/** @import { Read } from "./document.js" */
/** @import { Rate } from "./rating.js" */
/** @import { Message } from "./thread.js" */

/**
 * @typedef {object} Actions
 * @property {() => void} launch
 * @property {() => void} dismiss
 * @property {(text: string) => void} send
 * @property {(text: string) => void} typed
 * @property {() => void} writes the customer is typing
 * @property {() => void} leave the line, or the person
 * @property {Rate} rate
 * @property {(about: string) => void} skipRating
 * @property {() => void} stop ends the reply that is being written
 * @property {() => void} resume
 * @property {() => void} restart
 * @property {() => void} end
 * @property {(key: string) => void} withdraw
 * @property {Read} read
 */

/** More than so many messages nobody counts. */
const MOST_COUNTED = 9;

export class View {
  #strings;
  #language;
  #actions;
  #bar;
  #rating;
  #composer;
  #ending;
  #document;
  #parts;
  #log;
  #place;
  #modal;

  /** @param {ShadowRoot} root @param {string} language @param {string | null} heading @param {Actions} actions */
  constructor(root, language, heading, actions) {
    this.#strings = stringsFor(language);
    this.#language = language;
    this.#actions = actions;
    this.#composer = new Composer(this.#strings, (text) => this.#send(text), actions.typed, actions.writes, () => this.#stop());
    this.#ending = new Asking("end", actions.end, () => this.focus());
    this.#bar = new Bar(this.#strings, language, actions.leave, () => this.focus());
    this.#rating = new Rating(this.#strings, actions.rate, actions.skipRating, () => this.#leaveButton());
    const forms = { bar: this.#bar.node, rating: this.#rating.node, composer: this.#composer.node, ending: this.#ending.node };
    this.#parts = buildPanel(this.#strings, language, heading || this.#strings.heading, forms, actions, () => this.#back());
    const { panel, header, scroll, jump, notice, log } = this.#parts;
    this.#document = new DocumentView(this.#strings, actions.read, [header, this.#bar.node, scroll, jump, notice, this.#composer.node, this.#ending.node]);
    panel.append(this.#document.node);
    this.#modal = new ModalFocus(panel);
    this.#place = new Place(scroll, jump);
    this.#log = new Log(log, scroll, this.#strings, language, {
      retry: actions.resume,
      edit: (message) => this.#edit(message),
      open: (citation, opener) => this.#document.open(citation, opener),
    });
    this.#setUnread(0);
    root.replaceChildren(this.#parts.root);
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
    this.#place.opened();
  }

  /** To the place where the customer goes on: the input, or the launcher when the panel is closed. */
  focus() {
    if (this.#parts.panel.hidden) this.#parts.launcher.focus();
    else if (this.#document.isOpen) this.#document.focus();
    else if (this.#composer.disabled) this.#parts.notice.querySelector("button")?.focus();
    else this.#composer.focus();
  }

  /** @param {State} state */
  render(state) {
    const { banner, panel } = this.#parts;
    const focused = panel.contains(activeIn(panel));
    this.#place.look();
    const added = this.#log.render(state.messages, state.phase === "loading");
    this.#renderSuggestions(state);
    this.#renderNotice(state);
    this.#renderTyping(state);
    say(banner, bannerText(this.#strings, state));
    this.#bar.render(state);
    this.#rating.render(state.rating);
    this.#setUnread(state.unread);
    this.#renderEnding(state);
    this.#moveTo(added, state.messages.at(-1));
    this.#composer.canStop = state.canStop;
    // What had the focus may be gone, hidden or disabled, such as a button that was pressed.
    if (focused && !panel.hidden && !activeIn(panel)?.matches(":not(:disabled, [hidden])")) this.focus();
  }

  /** @param {number} count */
  #setUnread(count) {
    const { launcher } = this.#parts;
    const { launch, launchUnread } = this.#strings;
    launcher.dataset.unread = count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count || "");
    launcher.setAttribute("aria-label", count ? fill(plural(launchUnread, count, this.#language), { count }) : launch);
  }

  /** A button comes and goes with each turn: where one may come it has its place. @param {State} state */
  #renderEnding({ canEnd, phase, messages }) {
    const { end, confirmEnd, keep } = this.#strings;
    this.#ending.offer(canEnd ? { button: end, question: confirmEnd, yes: end, no: keep } : null);
    this.#ending.node.classList.toggle("expected", phase === "ready" && messages.some(({ author }) => author === "customer"));
  }

  /**
   * A reply is read from its beginning, and so is a conversation from its last reply, unless the customer wrote after it.
   *
   * @param {Message[]} added @param {Message} [last]
   */
  #moveTo(added, last) {
    const replies = added.filter(({ author }) => author !== "customer");
    const reply = replies.find(({ live }) => live) ?? replies.at(-1);
    const node = reply && this.#log.nodeOf(reply);
    if (!node) this.#place.settle();
    else if (!reply.live && last?.author === "customer") this.#place.toEnd();
    else if (reply.live) this.#place.came(node, reply.kind === "emergency");
    else this.#place.toReply(node);
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
  #renderNotice(state) {
    const { notice } = this.#parts;
    const { phase, signedIn, messages } = state;
    this.#composer.disabled = phase === "closed" || phase === "expired";
    const key = `${phase} ${signedIn} ${isLeft(messages)}`;
    if (notice.dataset.for === key) return;
    notice.dataset.for = key;
    notice.replaceChildren(...noticeLines(this.#strings, state, this.#actions));
  }

  /** @param {State} state */
  #renderTyping({ typing, personTyping, standing, step, phase, trouble, messages }) {
    const { person } = standing;
    const loading = phase === "loading" && !trouble && !messages.length;
    const looking = typing && step !== null && step !== "response";
    const writer = fill(this.#strings.personTyping, { name: person ?? this.#strings.person });
    const said = personTyping ? writer : typing ? this.#strings.typing : loading ? this.#strings.loading : "";
    this.#parts.typing.classList.toggle("dots", personTyping || typing || loading);
    say(this.#parts.typing, looking ? this.#strings.looking : said);
    say(this.#parts.spoken, said);
  }

  /** What Escape does: it closes what was opened last. */
  #back() {
    if (this.#document.isOpen) this.#document.close();
    else if (this.#bar.leaving.asking) this.#bar.leaving.keep();
    else if (this.#ending.asking) this.#ending.keep();
    else this.#actions.dismiss();
  }

  /** @param {string} text */
  #send(text) {
    this.#actions.send(text);
    this.#place.toEnd();
    this.focus();
  }

  /** @param {string} text */
  #sendSuggestion(text) {
    this.#leaveButton();
    this.#actions.send(text);
    this.#place.toEnd();
  }

  #stop() {
    this.#leaveButton();
    this.#actions.stop();
  }

  /** Where there is no real keyboard, focus in the input would cover half of the screen with a drawn one. */
  #leaveButton() {
    if (matchMedia("(pointer: coarse)").matches) this.#parts.scroll.focus({ preventScroll: true });
    else this.focus();
  }

  /** @param {Message} message */
  #edit(message) {
    this.draft = [message.text, this.draft].filter(Boolean).join("\n");
    this.#actions.withdraw(message.key);
    this.focus();
  }
}

/** @param {HTMLElement} element @returns {Element | null} what has the focus in its shadow root */
function activeIn(element) {
  return /** @type {ShadowRoot} */ (element.getRootNode()).activeElement ?? null;
}
