/** A live connection: opened with a fresh ticket, opened again when it breaks, and never needed for anything. */

/** @typedef {{type: string, conversation_id: string, seq: number, at: string} & Record<string, any>} Frame see docs/api.md */
/**
 * @typedef {object} Listener
 * @property {() => void} opened
 * @property {(frame: Frame) => void} told
 * @property {() => void} closed
 */
/** @typedef {() => Promise<string | null>} Address gives an address that opens one connection; null where there is none */

/** Waits before the next try to open one. */
const BACKOFF_MS = [0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000];
const JITTER = 0.25;
/** A connection that held this long was a good one: its end, such as the server's after two hours, is no trouble. */
const GOOD_MS = 10_000;
/** The server cuts what is silent for 10 minutes. */
const PING_MS = 240_000;
/** A connection that says nothing for so long after it was asked is dead. */
const PONG_MS = 10_000;

/** `WebSocket.OPEN`, also where there are none. */
const OPEN = 1;

export class Socket {
  #address;
  #listener;
  #signal;
  /** @type {WebSocket | null} */ #socket = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #pulse;
  #wanted = false;
  #opening = false;
  #failures = 0;

  /** @param {Address} address @param {Listener} listener @param {AbortSignal} signal */
  constructor(address, listener, signal) {
    this.#address = address;
    this.#listener = listener;
    this.#signal = signal;
    const wake = () => (this.isOpen ? this.#ask() : this.wake());
    window.addEventListener("online", wake, { signal });
    document.addEventListener("visibilitychange", () => !document.hidden && wake(), { signal });
    document.addEventListener("resume", wake, { signal });
    signal.addEventListener("abort", () => this.want(false));
  }

  get isOpen() {
    return this.#socket?.readyState === OPEN;
  }

  /** Opens the connection, or closes it for good. @param {boolean} wanted */
  want(wanted) {
    this.#wanted = wanted && !this.#signal.aborted && "WebSocket" in window;
    this.#failures = 0;
    if (this.#wanted) return this.wake();
    clearTimeout(this.#timer);
    this.#drop();
  }

  /** Opens the connection at once if it is wanted: the network or the reader is back. */
  wake() {
    if (!this.#wanted || this.#socket || this.#opening) return;
    clearTimeout(this.#timer);
    this.#open();
  }

  /** Gives this connection up for another one. */
  renew() {
    this.#drop();
    this.#again();
  }

  /** @param {object} frame @returns {boolean} whether it was sent */
  send(frame) {
    if (!this.#socket || !this.isOpen) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  async #open() {
    this.#opening = true;
    try {
      const address = await this.#address();
      if (!address) this.#wanted = false;
      else if (this.#wanted) this.#connect(address);
    } catch {
      this.#again();
    } finally {
      this.#opening = false;
    }
  }

  /** @param {string} address */
  #connect(address) {
    const socket = new WebSocket(address);
    let since = Infinity;
    this.#socket = socket;
    socket.onopen = () => {
      since = Date.now();
      this.#beat();
      this.#listener.opened();
    };
    socket.onmessage = ({ data }) => {
      this.#beat();
      const frame = frameIn(data);
      if (frame) this.#listener.told(frame);
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      if (Date.now() - since > GOOD_MS) this.#failures = 0;
      this.#drop();
      this.#again();
    };
  }

  /** Forgets a connection; what still comes of it counts for nothing. */
  #drop() {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    clearTimeout(this.#pulse);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.#listener.closed();
  }

  #again() {
    if (!this.#wanted) return;
    const wait = BACKOFF_MS[Math.min(this.#failures++, BACKOFF_MS.length - 1)];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), wait * (1 - JITTER + 2 * JITTER * Math.random()));
  }

  /** Something came: nothing need be asked for a while. */
  #beat() {
    clearTimeout(this.#pulse);
    this.#pulse = setTimeout(() => this.#ask(), PING_MS);
  }

  /** Whether the other side still hears. A connection may die unnoticed, as while the page or the device sleeps. */
  #ask() {
    clearTimeout(this.#pulse);
    this.send({ type: "ping" });
    this.#pulse = setTimeout(() => this.renew(), PONG_MS);
  }
}

/** @param {unknown} data @returns {Frame | null} */
function frameIn(data) {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
