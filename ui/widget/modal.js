/** Where the panel covers the whole screen it is modal: the Tab key stays inside. */

/** Screens on which the panel is full screen; also used by the stylesheet. */
export const FULL_SCREEN = "(max-width: 480px), (max-height: 480px)";

const FOCUSABLE = "button:not(:disabled), textarea:not(:disabled), a[href], [tabindex]";

export class ModalFocus {
  #panel;
  #query = matchMedia(FULL_SCREEN);

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.#panel = panel;
    panel.addEventListener("keydown", (event) => this.#key(event));
  }

  /** To be called when the panel opens or the screen changes. */
  refresh() {
    this.#panel.setAttribute("aria-modal", String(this.#query.matches));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    this.refresh();
    if (event.key !== "Tab" || !this.#query.matches) return;
    const all = /** @type {NodeListOf<HTMLElement>} */ (this.#panel.querySelectorAll(FOCUSABLE));
    const stops = [...all].filter((element) => element.tabIndex >= 0 && element.getClientRects().length > 0 && !element.closest("[inert]"));
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (event.target !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }
}
