// Where one writes: to the customer or, set apart, to colleagues. What is typed is kept until the desk has confirmed it.

const TYPING_MS = 3_000;
const CONFIRM_MS = 15_000;
const LOOK_MS = 250;
const GAP = /⟦[^⟧]*⟧/;

function composerIn(root) {
  const composer = { mode: "message", id: null, drafts: new Map(), typedAt: 0 };
  const tab = (mode, label, key) =>
    el("button", { class: "tab", data: { mode }, on: { click: () => switchTo(composer, mode) } }, label, el("kbd", {}, key));
  composer.tabs = [tab("message", "Reply", "Alt+R"), tab("note", "Internal note", "Alt+I")];
  composer.hint = el("span", { class: "hint" });
  composer.problem = el("p", { class: "problem", role: "alert" });
  composer.suggestion = el("div", { class: "suggestion", hidden: true });
  composer.canned = el("div", { class: "canned", hidden: true });
  composer.people = el("div", { class: "people", hidden: true });
  composer.box = el("textarea", { rows: "3", maxlength: "4000", on: { input: () => typed(composer), keydown: (event) => pressed(composer, event) } });
  composer.button = el("button", { class: "main send", on: { click: () => submit(composer) } }, "Send", el("kbd", {}, "Ctrl+Enter"));
  composer.root = el("div", { class: "composer" }, composer.suggestion,
    el("div", { class: "tabs" }, composer.tabs, composer.hint, composer.canned), composer.problem, composer.people,
    el("div", { class: "row" }, composer.box, composer.button));
  root.append(composer.root);
  return composer;
}

function showComposer(composer, data) {
  const other = composer.id !== data.conversation_id;
  if (other && composer.id) keep(composer);
  composer.data = data;
  composer.id = data.conversation_id;
  if (!data.may_write && composer.mode === "message") composer.mode = "note";
  else if (data.may_write && other) composer.mode = "message";
  if (data.may_write && composer.mayWrite === false && !composer.box.value) composer.mode = "message";
  composer.mayWrite = data.may_write;
  composer.root.hidden = !data.may_note;
  heard(composer, data.outcome);
  if (other || composer.shown !== composer.mode) restore(composer);
  suggest(composer, data.suggestion);
  offerCanned(composer, data.canned);
  dress(composer);
}

const place = (composer, id, mode) => `curbside-cockpit|${composer.data.me}|${id}|${mode}`;

/** Drafts lie in this tab alone, so that neither a reload nor a sign-in that ended loses one. */
function keep(composer) {
  const where = place(composer, composer.id, composer.shown);
  const draft = composer.drafts.get(where) ?? {};
  composer.drafts.set(where, { ...draft, text: composer.box.value });
  try {
    if (composer.box.value) sessionStorage.setItem(where, composer.box.value);
    else sessionStorage.removeItem(where);
  } catch {
    // a browser without storage keeps it in the page
  }
}

function restore(composer) {
  composer.shown = composer.mode;
  const where = place(composer, composer.id, composer.mode);
  let stored = "";
  try {
    stored = sessionStorage.getItem(where) ?? "";
  } catch {
    // as above
  }
  composer.box.value = composer.drafts.get(where)?.text ?? stored;
  composer.problem.textContent = "";
}

function switchTo(composer, mode) {
  if (mode === "message" && !composer.data.may_write) return;
  keep(composer);
  composer.mode = mode;
  restore(composer);
  dress(composer);
  offerCanned(composer, null);
  composer.box.focus();
}

function dress(composer) {
  const note = composer.mode === "note", waits = Boolean(composer.waits);
  composer.root.dataset.mode = composer.mode;
  for (const tab of composer.tabs) {
    tab.setAttribute("aria-pressed", String(tab.dataset.mode === composer.mode));
    tab.disabled = tab.dataset.mode === "message" && !composer.data.may_write;
  }
  composer.box.placeholder = note ? "A note to colleagues; @ mentions one" : "Write to the customer";
  composer.box.setAttribute("aria-label", note ? "Internal note" : "Message to the customer");
  composer.hint.textContent = note ? "The customer never sees this" : "";
  composer.button.firstChild.textContent = waits ? "Sending …" : note ? "Add note" : "Send";
  composer.button.disabled = waits || !composer.box.value.trim();
}

function typed(composer) {
  composer.button.disabled = Boolean(composer.waits) || !composer.box.value.trim();
  keep(composer);
  mentionable(composer);
  if (composer.mode === "message" && Date.now() - composer.typedAt > TYPING_MS) {
    composer.typedAt = Date.now();
    dispatchEvent(new CustomEvent("curbside-typing", { detail: composer.id }));
  }
}

function pressed(composer, event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    submit(composer);
  }
  if (event.key === "Escape") composer.people.hidden = true;
}

/** The same text goes under the same id until it is confirmed: sent twice it is one message. */
function submit(composer) {
  const text = composer.box.value.trim(), kind = composer.mode;
  if (!text || composer.waits) return;
  if (kind === "message" && GAP.test(text)) {
    composer.problem.textContent = `Not sent: write what stands for ${GAP.exec(text)[0]}.`;
    return;
  }
  const where = place(composer, composer.id, kind), draft = composer.drafts.get(where);
  const client_id = draft?.sent === text ? draft.client_id : crypto.randomUUID();
  composer.drafts.set(where, { text: composer.box.value, sent: text, client_id });
  composer.waits = { client_id, where, text };
  composer.giveUp = setTimeout(() => refuse(composer, "No answer yet. Send again: it will arrive once."), CONFIRM_MS);
  const mentions = kind === "note" ? composer.data.people.filter((one) => text.includes(`@${one.name}`)).map((one) => one.id) : [];
  composer.problem.textContent = "";
  dress(composer);
  composer.send({ kind, text, client_id, mentions, conversation_id: composer.id });
}

function heard(composer, outcome) {
  const waits = composer.waits;
  if (!waits || outcome?.client_id !== waits.client_id) return;
  if (!outcome.ok) return refuse(composer, outcome.detail);
  clearTimeout(composer.giveUp);
  composer.waits = null;
  composer.drafts.delete(waits.where);
  if (place(composer, composer.id, composer.shown) === waits.where) {
    if (composer.box.value.trim() === waits.text) composer.box.value = "";
    keep(composer);
  } else {
    sessionStorage.removeItem(waits.where);
  }
}

function refuse(composer, detail) {
  clearTimeout(composer.giveUp);
  composer.waits = null;
  composer.problem.textContent = `Not sent: ${detail}`;
  dress(composer);
}

function suggest(composer, suggestion) {
  const shown = suggestion && composer.data.may_write && composer.dismissed !== suggestion.turn_id ? suggestion : null;
  const version = shown ? shown.turn_id + shown.text : "";
  composer.suggestion.hidden = !shown;
  if (composer.suggestion.dataset.version === version) return;
  composer.suggestion.dataset.version = version;
  composer.suggestion.replaceChildren();
  if (!shown) return;
  const dismiss = () => {
    composer.dismissed = shown.turn_id;
    composer.suggestion.hidden = true;
  };
  composer.use = () => {
    switchTo(composer, "message");
    insert(composer, shown.text);
    dismiss();
  };
  composer.suggestion.append(
    el("div", { class: "who" }, el("b", {}, "Suggested reply"), el("span", { class: "hint" }, ` written by ${shown.written_by === "bedrock" ? "a model, checked" : "the fast path"}`)),
    said(shown.text, "div", { class: "text" }),
    shown.citations.length ? sources(shown.citations) : "",
    el("div", { class: "buttons" },
      el("button", { on: { click: () => composer.use() } }, "Edit and send", el("kbd", {}, "Alt+S")),
      el("button", { on: { click: dismiss } }, "Dismiss")),
  );
}

function insert(composer, text) {
  const before = composer.box.value.trimEnd();
  composer.box.value = before ? `${before}\n${text}` : text;
  composer.box.focus();
  typed(composer);
}

/** Canned replies, which the desk finds and fills in; what it could not fill in stands in marks. */
function offerCanned(composer, canned) {
  composer.canned.hidden = !composer.data.may_write || composer.mode !== "message";
  if (!composer.canned.firstChild) {
    const ask = () => {
      clearTimeout(composer.asking);
      const words = composer.words.value.trim();
      if (!words) return composer.found.replaceChildren();
      composer.asking = setTimeout(() => composer.look({ conversation_id: composer.id, words }), LOOK_MS);
    };
    composer.words = el("input", { type: "search", maxlength: "100", placeholder: "Find a canned reply", "aria-label": "Find a canned reply", on: { input: ask } });
    composer.found = el("div", { class: "found" });
    composer.canned.append(composer.words, composer.found);
  }
  if (!canned || canned.words !== composer.words.value.trim()) return;
  composer.found.replaceChildren(...canned.replies.slice(0, 5).map((one) => el("button", { title: one.text, on: { click: () => {
    insert(composer, one.text);
    composer.words.value = "";
    composer.found.replaceChildren();
  } } }, said(one.title, "b"), said(` ${one.text}`, "span", { class: "hint" }))));
  if (!canned.replies.length) composer.found.append(el("span", { class: "hint" }, "None found"));
}

function mentionable(composer) {
  const before = composer.box.value.slice(0, composer.box.selectionStart), asked = /@(\S*)$/.exec(before);
  const wanted = composer.mode === "note" && asked ? composer.data.people.filter((one) => one.name.toLowerCase().includes(asked[1].toLowerCase())) : [];
  composer.people.hidden = !wanted.length;
  composer.people.replaceChildren(...wanted.slice(0, 6).map((one) => el("button", { on: { click: () => {
    const rest = composer.box.value.slice(composer.box.selectionStart);
    composer.box.value = `${before.slice(0, asked.index)}@${one.name} ${rest}`;
    composer.box.focus();
    typed(composer);
  } } }, said(`@${one.name}`))));
}
