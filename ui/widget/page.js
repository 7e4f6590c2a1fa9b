/** The demo page: reads its settings and puts the chat in. */

import "./curbside-chat.js";

const GIVEN = "curbside-given-conversation";

/** @returns {Promise<{api: string, siteKey: string}>} */
async function readConfig() {
  const response = await fetch("./config.json", { cache: "no-store" });
  if (!response.ok) throw new Error(`config.json answered with ${response.status}`);
  const { api, siteKey } = await response.json();
  if (typeof api !== "string" || !api || typeof siteKey !== "string") throw new Error("config.json lacks api or siteKey");
  return { api, siteKey };
}

/** @typedef {{conversation: string, token: string}} Given */

/** Moves `#conversation=…&token=…` out of the address bar; this tab remembers it for a reload. @returns {Given | null} */
function takeGiven() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const given = { conversation: fragment.get("conversation") ?? "", token: fragment.get("token") ?? "" };
  if (!given.conversation || !given.token) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  try {
    sessionStorage.setItem(GIVEN, JSON.stringify(given));
  } catch {
    // Without storage a reload opens the anonymous chat.
  }
  return given;
}

/** @returns {Given | null} */
function rememberedGiven() {
  try {
    return JSON.parse(sessionStorage.getItem(GIVEN) ?? "null");
  } catch {
    return null;
  }
}

/** @param {HTMLElement} chat @param {Given | null} given */
function giveConversation(chat, given) {
  if (!given) return;
  chat.setAttribute("conversation", given.conversation);
  chat.setAttribute("token", given.token);
}

async function main() {
  const fresh = takeGiven();
  const { api, siteKey } = await readConfig();
  const chat = document.createElement("curbside-chat");
  chat.setAttribute("api", api);
  chat.setAttribute("site-key", siteKey);
  chat.setAttribute("heading", "Veldra help (demo)");
  giveConversation(chat, fresh ?? rememberedGiven());
  document.body.append(chat);
  if (fresh) chat.setAttribute("open", "");
  addEventListener("hashchange", () => {
    const given = takeGiven();
    giveConversation(chat, given);
    if (given) chat.setAttribute("open", "");
  });
  const ask = /** @type {HTMLButtonElement} */ (document.getElementById("ask"));
  ask.disabled = false;
  ask.addEventListener("click", () => chat.setAttribute("open", ""));
}

main().catch((error) => {
  const setup = /** @type {HTMLElement} */ (document.getElementById("setup"));
  setup.textContent =
    `The chat is not set up: ${error.message}. Put a file config.json beside this page: ` +
    `{"api": "http://127.0.0.1:4566/_aws/execute-api/<id>/v1", "siteKey": "<publishable site key>"}`;
  setup.hidden = false;
});
