// The cockpit's live connection. It shows nothing: frames become events of the page, and what changed is told to Python.

const PING_MS = 25_000;
const FLUSH_MS = 60;
const CHECK_MS = 3_000;
const AGAIN_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000];
const ENTRIES = ["accepted", "reply", "message", "state", "entry"];

export default function ({ data, parentElement, setTriggerValue }) {
  const live = kept(parentElement, () => {
    const state = { url: null, socket: null, followed: new Set(), changed: null, tries: 0, gone: false };
    const typing = (event) => send(state, { type: "typing", conversation_id: event.detail });
    addEventListener("curbside-typing", typing);
    const ping = setInterval(() => send(state, { type: "ping" }), PING_MS);
    // A telling may be lost where Python runs for another reason in the same moment: it is told until it is known.
    const check = setInterval(() => isOpen(state) && !state.known && state.tell("state", "up"), CHECK_MS);
    state.end = () => {
      state.gone = true;
      removeEventListener("curbside-typing", typing);
      clearInterval(ping);
      clearInterval(check);
      clearTimeout(state.waiting);
      state.socket?.close();
    };
    return state;
  });
  live.tell = setTriggerValue;
  live.known = data.live;
  live.follow = new Set(data.follow);
  if (data.url && data.url !== live.url) open(live, data.url);
  else if (!data.url && !live.waiting) again(live);
  follow(live);
  return live.end;
}

function open(live, url) {
  clearTimeout(live.waiting);
  live.url = url;
  live.socket?.close();
  const socket = (live.socket = new WebSocket(url));
  live.followed.clear();
  socket.onopen = () => {
    live.tries = 0;
    follow(live);
    send(live, { type: "ping" });
    live.tell("state", "up");
  };
  socket.onmessage = (event) => hear(live, event.data);
  socket.onclose = () => {
    if (live.socket === socket && !live.gone) again(live);
  };
}

/** Ask for another address, later each time; a sooner one that is asked for meanwhile counts. */
function again(live) {
  clearTimeout(live.waiting);
  const wait = AGAIN_MS[Math.min(live.tries++, AGAIN_MS.length - 1)];
  live.waiting = setTimeout(() => {
    live.tell("state", "lost");
    again(live);
  }, wait);
}

const isOpen = (live) => live.socket?.readyState === WebSocket.OPEN;

function send(live, frame) {
  if (isOpen(live)) live.socket.send(JSON.stringify(frame));
}

function follow(live) {
  if (!isOpen(live)) return;
  for (const id of live.follow) if (!live.followed.has(id)) send(live, { type: "follow", conversation_id: id });
  for (const id of live.followed) if (!live.follow.has(id)) send(live, { type: "unfollow", conversation_id: id });
  live.followed = new Set(live.follow);
}

function hear(live, text) {
  let frame;
  try {
    frame = JSON.parse(text);
  } catch {
    return;
  }
  dispatchEvent(new CustomEvent("curbside-frame", { detail: frame }));
  const changed = (live.changed ??= { desk: false, conversations: {} });
  if (frame.type === "desk") changed.desk = true;
  if (frame.type === "desk" || ENTRIES.includes(frame.type)) {
    const id = frame.conversation_id;
    if (id) changed.conversations[id] = Math.max(changed.conversations[id] ?? 0, frame.seq ?? 0);
    live.flushing ??= setTimeout(() => flush(live), FLUSH_MS);
  }
}

/** Frames that come together are told together: each telling runs Python once. */
function flush(live) {
  live.flushing = undefined;
  const changed = live.changed;
  live.changed = null;
  if (!live.gone) live.tell("changed", changed);
}
