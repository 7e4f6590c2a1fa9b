/** The document that a citation leads to, as text, over the conversation until it is closed. */

import { Failure } from "./api.js";
import { h, icon } from "./dom.js";
import { fill } from "./strings.js";
import { paragraphs } from "./section.js";

/** @import { Citation, DocumentPage, PageSection } from "./types.d.ts" */
/** @import { Strings } from "./strings.js" */

/** @typedef {(passage: string) => Promise<DocumentPage | null>} Read null where there is no such document any more */

const BACK = "M15 5l-7 7 7 7";

export class DocumentView {
  #strings;
  #covered;
  #read;
  #title = h("h3", { id: "document-title", tabindex: -1 });
  #body = h("div", { id: "document-body", part: "document-body", role: "region", tabindex: 0, "aria-labelledby": "document-title" });
  /** @type {HTMLElement | null} */ #opener = null;
  #opened = 0;

  /** @param {Strings} strings @param {Read} read @param {HTMLElement[]} covered what cannot be reached meanwhile */
  constructor(strings, read, covered) {
    this.#strings = strings;
    this.#covered = covered;
    this.#read = read;
    const back = h("button", { id: "document-back", type: "button", part: "document-back", class: "link", click: () => this.close() }, icon(BACK), strings.back);
    this.node = h("section", { id: "document", part: "document", hidden: true, "aria-labelledby": "document-title" }, back, this.#title, this.#body);
  }

  get isOpen() {
    return !this.node.hidden;
  }

  /** @param {Citation} citation @param {HTMLElement} opener gets the focus back */
  async open(citation, opener) {
    this.#opener = opener;
    this.node.hidden = false;
    for (const element of this.#covered) element.inert = true;
    this.#title.textContent = citation.title;
    this.#title.focus();
    await this.#load(citation);
  }

  focus() {
    this.#title.focus();
  }

  close() {
    this.#opened += 1;
    this.node.hidden = true;
    for (const element of this.#covered) element.inert = false;
    this.#body.replaceChildren();
    this.#opener?.focus();
    this.#opener = null;
  }

  /** @param {Citation} citation */
  async #load(citation) {
    const { loading, documentGone, unavailableDocument, tryAgain } = this.#strings;
    const opened = ++this.#opened;
    this.#say(loading);
    try {
      const page = await this.#read(citation.passage_id);
      // Another may have been opened, or none be wanted any more.
      if (opened !== this.#opened) return;
      if (page) this.#show(page, citation);
      else this.#say(documentGone);
    } catch (error) {
      if (opened !== this.#opened) return;
      this.#say(unavailableDocument);
      this.#body.append(h("button", { type: "button", class: "link", part: "action", click: () => this.#load(citation) }, tryAgain));
      if (!(error instanceof Failure)) throw error;
    }
  }

  /** @param {string} text */
  #say(text) {
    this.#body.replaceChildren(h("p", { role: "status" }, text));
  }

  /** @param {DocumentPage} page @param {Citation} citation */
  #show(page, citation) {
    this.#title.textContent = page.title;
    this.#title.lang = page.language;
    this.#body.lang = page.language;
    this.#body.replaceChildren(...page.sections.map((section) => this.#section(section, page, citation)));
    // What was quoted may have changed since: then the section it stood in is shown.
    const cited = this.#body.querySelector("mark") ?? this.#body.querySelector(".cited");
    if (cited) this.#scrollTo(cited);
  }

  /** @param {PageSection} section @param {DocumentPage} page @param {Citation} citation */
  #section(section, page, citation) {
    const heading = section.heading === page.title ? [] : [h("h4", { dir: "auto" }, section.heading)];
    const place = section.page === null ? [] : [h("p", { class: "document-page" }, fill(this.#strings.pageNumber, { page: section.page }))];
    const cited = section.passage === citation.passage_id;
    return h("div", { class: cited ? "section cited" : "section" }, ...heading, ...place, ...paragraphs(section, citation.quote));
  }

  /** Scrolls the page alone: the site below stays where it is. @param {Element} cited */
  #scrollTo(cited) {
    const body = this.#body.getBoundingClientRect();
    const { top } = cited.getBoundingClientRect();
    this.#body.scrollTop += top - body.top - body.height / 4;
  }
}
