// The left side: emergencies, offers with their countdown, what is mine, what waits, and how the lines stand.

export default function ({ data, parentElement, setTriggerValue }) {
  const desk = kept(parentElement, () => {
    const root = el("div", { class: "desk" });
    parentElement.append(root);
    const state = { root, parts: {} };
    for (const part of ["emergencies", "offers", "mine", "waiting", "queues"]) {
      state.parts[part] = el("div", { class: "cards" });
      root.append(el("section", { data: { part } }, el("h3", {}), state.parts[part]));
    }
    const title = document.title;
    const stop = eachSecond(() => tick(state));
    state.end = () => {
      stop();
      document.title = title;
    };
    return state;
  });
  desk.data = data;
  desk.skew = Date.now() - Date.parse(data.now);
  const act = (what, more) => setTriggerValue("act", { what, ...more });
  desk.act = act;
  show(desk, "emergencies", "Emergencies", data.emergencies, (one) => card(desk, one, "emergency"));
  show(desk, "offers", "Offered to you", data.offers, (one) => card(desk, one, "offer"));
  show(desk, "mine", "Yours", data.mine, (one) => card(desk, one, "mine"), "Nothing yet. Offers come while you are available.");
  show(desk, "waiting", "Waiting", data.waiting, (one) => card(desk, one, "waiting"));
  show(desk, "queues", "Queues", data.queues, (one) => line(desk, one));
  document.title = titled(data);
  tick(desk);
  return desk.end;
}

function show(desk, part, title, items, draw, empty) {
  const cards = desk.parts[part], section = cards.parentElement;
  section.hidden = !items.length && !empty;
  section.firstElementChild.textContent = items.length ? `${title} (${items.length})` : title;
  reconcile(cards, items, (one) => one.id ?? one.queue, draw);
  section.querySelector(".empty")?.remove();
  if (!items.length && empty) section.append(el("p", { class: "empty" }, empty));
}

function card(desk, one, kind) {
  const open = () => desk.act("open", { id: one.id });
  const button = (label, what, main) =>
    el("button", { class: main ? "main" : "", on: { click: () => desk.act(what, { id: one.id }) } }, label);
  const buttons = {
    emergency: one.may_claim ? [button(one.state === "offered" ? "Accept emergency" : "Take emergency", "claim", true)] : [],
    offer: [button("Accept", "claim", true), button("Decline", "decline")],
    waiting: one.may_claim ? [button("Take", "claim")] : [],
    mine: [],
  }[kind];
  return el(
    "article",
    { class: `card ${kind}`, data: { selected: one.selected ? "yes" : null, level: one.alert ? "late" : null } },
    el(
      "button",
      { class: "face", "aria-current": one.selected ? "true" : null, on: { click: open } },
      el("span", { class: "top" },
        said(one.title, "b"),
        one.unread ? el("span", { class: "unread", title: "New messages" }, `${one.unread} new`) : null,
        el("time", { data: { from: one.entered_at, due: one.due_at, ends: one.offer_ends_at } })),
      el("span", { class: "under" }, `${one.queue} · ${one.language} · P${one.priority}`, one.holder ? said(` · ${one.holder}`) : null),
      one.alert ? el("span", { class: "alert" }, `⚠ ${one.alert}: not answered yet`) : null,
      one.note ? el("span", { class: "under" }, one.note) : null,
    ),
    buttons.length ? el("div", { class: "buttons" }, buttons) : null,
  );
}

function line(desk, one) {
  const take = () => desk.act("claim_next", { queue: one.queue });
  return el(
    "article",
    { class: "line" },
    el("span", { class: "name" }, one.label),
    el("span", { class: "count", title: `${one.people} available, target ${span(one.target_seconds)}` },
      !one.waiting ? "empty" : one.late ? `${one.waiting},` : `${one.waiting} waiting`, one.late ? el("b", { class: "lateness" }, ` ${one.late} late`) : null),
    one.waiting
      ? el("time", { data: { from: one.oldest_at, due: one.due_at } })
      : el("span", { class: "target", title: "Service level" }, `≤ ${span(one.target_seconds)}`),
    one.waiting && one.may_claim ? el("button", { on: { click: take }, title: "Take the next of this queue" }, "Next") : null,
  );
}

/** Ages and countdowns, and how pressing each is: in a word or sign as well as in colour. */
function tick(desk) {
  const now = Date.now() - desk.skew;
  for (const node of desk.root.querySelectorAll("time[data-from]")) {
    const { from, due, ends } = node.dataset, began = Date.parse(from);
    const level = !due ? "calm" : now > Date.parse(due) ? "late" : now > began + (Date.parse(due) - began) * desk.data.nearly_due ? "pressing" : "calm";
    const mark = { calm: "", pressing: "◔ ", late: "‼ " }[level];
    const left = ends ? ` · ${span((Date.parse(ends) - now) / 1000)} left` : "";
    const text = `${mark}${span((now - began) / 1000)}${left}`;
    if (node.textContent !== text) node.textContent = text;
    node.dataset.level = level;
    node.title = { calm: "", pressing: "The service level is near", late: "Later than the service level" }[level];
  }
}

function titled({ emergencies, offers, mine }) {
  const unread = mine.reduce((sum, one) => sum + one.unread, 0);
  const marks = [emergencies.length ? "‼ EMERGENCY" : "", offers.length ? "Offer" : "", unread ? `${unread} new` : ""];
  return [...marks.filter(Boolean), "Curbside"].join(" · ");
}
