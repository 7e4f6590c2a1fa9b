// A supervisor's middle: who works on what, and how the lines stand.

export default function ({ data, parentElement, setTriggerValue }) {
  const view = kept(parentElement, () => {
    const people = el("div", { class: "people-at-desk" }), queues = el("tbody", {}), alerts = el("div", { class: "cards" });
    const quiet = el("p", { class: "empty" }, "No alert: no emergency waits, and nobody waits longer than promised.");
    const head = ["Queue", "Waiting", "Oldest", "Service level", "Late", "People"].map((name) => el("th", { scope: "col" }, name));
    parentElement.append(el("div", { class: "supervise" },
      el("section", {}, el("h3", {}, "Alerts"), alerts, quiet),
      el("section", {}, el("h3", {}, "Who works on what"), people),
      el("section", {}, el("h3", {}, "Queues"), el("table", {}, el("thead", {}, el("tr", {}, head)), queues))));
    const state = { root: parentElement, people, queues, alerts, quiet };
    state.end = eachSecond(() => tick(state));
    return state;
  });
  view.data = data;
  view.skew = Date.now() - Date.parse(data.now);
  const open = (id) => setTriggerValue("act", { what: "open", id });
  reconcile(view.alerts, data.alerts, (one) => one.id, (one) => conversation(one, open));
  view.quiet.hidden = data.alerts.length > 0;
  reconcile(view.people, data.people, (one) => one.id, (one) => person(one, open));
  reconcile(view.queues, data.queues, (one) => one.queue, line);
  tick(view);
  return view.end;
}

const STATUS = { available: "● available", away: "◐ away", offline: "○ offline" };

function person(one, open) {
  return el("article", { class: "person", data: { status: one.status } },
    el("div", { class: "top" }, said(one.name, "b"), el("span", { class: "status" }, STATUS[one.status] ?? one.status, one.reason ? ` (${one.reason})` : ""),
      el("span", { class: "hint" }, `${one.holding} of ${one.places}`), el("span", { class: "hint" }, one.languages)),
    one.conversations.length ? el("div", { class: "cards" }, one.conversations.map((each) => conversation(each, open))) : null);
}

function conversation(one, open) {
  return el("article", { class: `card ${one.alert ? "emergency" : ""}`, data: { selected: one.selected ? "yes" : null } },
    el("button", { class: "face", on: { click: () => open(one.id) } },
      el("span", { class: "top" }, said(one.title, "b"), el("span", { class: "hint" }, one.state), el("time", { data: { from: one.entered_at, due: one.due_at } })),
      el("span", { class: "under" }, `${one.queue} · ${one.language} · P${one.priority}`, one.holder ? said(` · ${one.holder}`) : null),
      one.alert ? el("span", { class: "alert" }, `⚠ ${one.alert}`) : null));
}

function line(one) {
  return el("tr", {}, el("th", { scope: "row" }, one.label), el("td", {}, String(one.waiting)),
    el("td", {}, one.oldest_at ? el("time", { data: { from: one.oldest_at, due: one.due_at } }) : "–"),
    el("td", {}, `≤ ${span(one.target_seconds)}`), el("td", { class: one.late ? "lateness" : "" }, one.late ? `‼ ${one.late}` : "0"),
    el("td", { class: one.people ? "" : "lateness" }, one.people ? String(one.people) : "‼ none"));
}

function tick(view) {
  const now = Date.now() - view.skew;
  for (const node of view.root.querySelectorAll("time[data-from]")) {
    const late = node.dataset.due && now > Date.parse(node.dataset.due);
    node.textContent = `${late ? "‼ " : ""}${span((now - Date.parse(node.dataset.from)) / 1000)}`;
    node.dataset.level = late ? "late" : "calm";
  }
}
