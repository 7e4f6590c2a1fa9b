// Put in front of each component: builds elements out of text alone, never of HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element. Strings become text; `on` holds listeners, `data` data attributes, all else attributes. */
function el(tag, { on = {}, data = {}, ...attributes } = {}, ...children) {
  const node = ["svg", "path", "circle", "line", "title"].includes(tag)
    ? document.createElementNS(SVG, tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  for (const [name, value] of Object.entries(data)) if (value != null) node.dataset[name] = String(value);
  for (const [name, listener] of Object.entries(on)) node.addEventListener(name, listener);
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

/** Text that somebody wrote: in its own direction, so that it cannot turn what stands beside it around. */
const said = (text, tag = "span", attributes = {}) => el(tag, { dir: "auto", ...attributes }, text);

/** Show `items` below `parent` in their order, and make anew only those that changed: nothing flickers. */
function reconcile(parent, items, keyOf, draw) {
  const known = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map((item) => {
    const key = keyOf(item), version = JSON.stringify(item), before = known.get(key);
    if (before?.dataset.version === version) return before;
    const node = draw(item);
    node.dataset.key = key;
    node.dataset.version = version;
    return node;
  });
  nodes.forEach((node, place) => {
    if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null);
  });
  while (parent.children.length > nodes.length) parent.lastElementChild.remove();
}

/** Seconds as people say them: 45 s, 3:07, 2 h 05. */
function span(seconds) {
  const whole = Math.max(0, Math.floor(seconds)), two = (n) => String(n).padStart(2, "0");
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}:${two(whole % 60)}`;
  if (whole < 86400) return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))}`;
  return `${Math.floor(whole / 86400)} d`;
}

const clock = (iso) => new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const day = (iso) => new Date(iso).toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" });

/** What a component keeps between two calls of its function; `begin` makes it at the first. */
function kept(parentElement, begin) {
  parentElement.curbside ??= begin();
  return parentElement.curbside;
}

/** Run a function each second until the component goes. */
function eachSecond(tick) {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
