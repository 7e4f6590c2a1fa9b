// The transcript: who said what, told apart by name, sign and place, and not by colour alone.

const WHO = { customer: "Customer", bot: "Assistant", person: "Colleague", event: "", note: "Note", assist: "Suggested" };

function threadIn(root) {
  const list = el("div", { class: "entries", role: "log", "aria-label": "Conversation", tabindex: "0" });
  const typing = el("p", { class: "typing", "aria-live": "polite" });
  const viewing = el("p", { class: "viewing" });
  const newer = el("button", { class: "newer", hidden: true, on: { click: () => toEnd(thread) } }, "New messages ↓");
  const thread = { list, typing, viewing, newer, id: null, last: null };
  list.addEventListener("scroll", () => atEnd(list) && (newer.hidden = true));
  root.append(el("div", { class: "thread" }, viewing, list, newer, typing));
  return thread;
}

const atEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 40;

function toEnd(thread) {
  thread.list.scrollTop = thread.list.scrollHeight;
  thread.newer.hidden = true;
}

function showThread(thread, data) {
  const other = thread.id !== data.conversation_id, following = other || atEnd(thread.list);
  const last = data.entries.at(-1);
  if (other) thread.typing.textContent = thread.viewing.textContent = "";
  if (last?.author === "customer") thread.typing.textContent = "";
  reconcile(thread.list, data.entries, (one) => one.id, (one) => entry(one, data.me));
  if (following || (last?.id !== thread.last && last?.staff_id === data.me)) toEnd(thread);
  else if (last?.id !== thread.last) thread.newer.hidden = false;
  thread.id = data.conversation_id;
  thread.last = last?.id;
}

function entry(one, me) {
  if (one.author === "event") return el("div", { class: "entry event" }, said(one.text), " · ", clock(one.at));
  if (one.author === "assist") return assisted(one);
  const mine = one.staff_id && one.staff_id === me;
  const name = one.author === "note" ? `Note by ${one.name ?? "a colleague"}` : mine ? "You" : one.name ?? WHO[one.author];
  return el(
    "div",
    { class: `entry ${one.author}`, data: { author: one.author, mine: mine ? "yes" : null, kind: one.kind } },
    el("div", { class: "who" }, said(name, "b"), " ", el("time", { datetime: one.at, title: new Date(one.at).toLocaleString() }, clock(one.at)),
      one.author === "note" ? el("span", { class: "hint" }, " only colleagues see it") : null,
      one.kind === "emergency" ? el("span", { class: "alert" }, " ⚠ emergency") : null),
    said(one.text, "div", { class: "text" }),
    one.citations.length ? sources(one.citations) : null,
  );
}

/** What the bot would have said, folded away: it matters less than what was said. */
function assisted(one) {
  return el("details", { class: "entry assist" }, el("summary", { class: "who" }, `Suggested to the colleague · ${clock(one.at)}`), said(one.text, "div", { class: "text" }));
}

function sources(citations) {
  return el("details", { class: "sources" },
    el("summary", {}, `${citations.length} source${citations.length > 1 ? "s" : ""}`),
    citations.map((one) => el("p", {}, el("b", {}, `[${one.marker}] `), said(`${one.title} – ${one.section}`), el("br"), said(`“${one.quote}”`, "span", { class: "hint" }))));
}

/** Who types or looks on, as the live channel says it. */
function hearFrame(thread, frame) {
  if (frame.conversation_id !== thread.id) return;
  if (frame.type === "typing") {
    thread.typing.textContent = frame.author === "customer" ? "The customer is writing …" : "A colleague is writing …";
    clearTimeout(thread.fading);
    thread.fading = setTimeout(() => (thread.typing.textContent = ""), 6000);
  }
  if (frame.type === "viewing") {
    const others = frame.staff.filter((name) => name !== thread.myName);
    thread.viewing.textContent = others.length ? `${others.join(", ")} ${others.length > 1 ? "look" : "looks"} on` : "";
  }
}
