// The middle: transcript and composer, which fill the height there is.

export default function ({ data, parentElement, setTriggerValue }) {
  const shown = kept(parentElement, () => {
    const root = el("div", { class: "conversation" });
    parentElement.append(root);
    const state = { thread: threadIn(root), composer: composerIn(root) };
    const frame = (event) => hearFrame(state.thread, event.detail);
    const keys = (event) => press(state.composer, event);
    addEventListener("curbside-frame", frame);
    addEventListener("keydown", keys);
    state.end = () => {
      removeEventListener("curbside-frame", frame);
      removeEventListener("keydown", keys);
    };
    return state;
  });
  shown.thread.myName = data.my_name;
  shown.composer.send = (message) => setTriggerValue("send", message);
  shown.composer.look = (wanted) => setTriggerValue("look", wanted);
  showThread(shown.thread, data);
  showComposer(shown.composer, data);
  return shown.end;
}

function press(composer, event) {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const does = {
    KeyS: () => composer.suggestion.hidden || composer.use(),
    KeyI: () => switchTo(composer, "note"),
    KeyR: () => switchTo(composer, "message"),
  }[event.code];
  if (does) {
    event.preventDefault();
    does();
  }
}
