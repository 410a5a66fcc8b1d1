'use strict';

const { invalidArgType, coded } = require('errors');

const codes = { IndexSizeError: 1, NotFoundError: 8, NotSupportedError: 9, InvalidStateError: 11, SyntaxError: 12, InvalidCharacterError: 5, AbortError: 20, TimeoutError: 23, DataCloneError: 25 };

class DOMException extends Error {
  #name;
  constructor(message = '', options = 'Error') {
    super(message);
    this.#name = typeof options === 'object' && options !== null ? options.name || 'Error' : String(options);
    if (typeof options === 'object' && options !== null && 'cause' in options) { this.cause = options.cause; }
  }

  get name() { return this.#name; }
  get code() { return codes[this.#name] || 0; }
}

class Event {
  #type;
  #cancelable;
  #stopped = false;
  #prevented = false;

  constructor(type, { bubbles = false, cancelable = false, composed = false } = {}) {
    if (arguments.length === 0) { throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified'); }
    this.#type = String(type);
    this.#cancelable = Boolean(cancelable);
    this.bubbles = Boolean(bubbles);
    this.composed = Boolean(composed);
    this.target = null;
    this.currentTarget = null;
    this.timeStamp = performance.now();
    this.isTrusted = false;
  }

  get type() { return this.#type; }
  get cancelable() { return this.#cancelable; }
  get defaultPrevented() { return this.#cancelable && this.#prevented; }
  get srcElement() { return this.target; }
  preventDefault() { this.#prevented = true; }
  stopPropagation() {}
  stopImmediatePropagation() { this.#stopped = true; }
  static stopped(event) { return event.#stopped; }
}
const { stopped } = Event;
delete Event.stopped;

class CustomEvent extends Event {
  constructor(type, options = {}) {
    super(type, options);
    this.detail = options.detail === undefined ? null : options.detail;
  }
}

class EventTarget {
  #listeners = new Map();

  addEventListener(type, listener, options) {
    if (listener === null || listener === undefined) { return; }
    if (typeof listener !== 'function' && typeof listener !== 'object') { throw invalidArgType('listener', 'an instance of EventListener', listener); }
    const { once = false, signal } = typeof options === 'object' && options !== null ? options : {};
    if (signal && signal.aborted) { return; }
    const name = String(type);
    const list = this.#listeners.get(name) || [];
    if (list.some((l) => l.listener === listener)) { return; }
    list.push({ listener, once: Boolean(once) });
    this.#listeners.set(name, list);
    if (signal) { signal.addEventListener('abort', () => this.removeEventListener(type, listener), { once: true }); }
  }

  removeEventListener(type, listener) {
    const list = this.#listeners.get(String(type));
    const at = list === undefined ? -1 : list.findIndex((l) => l.listener === listener);
    if (at >= 0) { list.splice(at, 1); }
  }

  dispatchEvent(event) {
    if (!(event instanceof Event)) { throw invalidArgType('event', 'an instance of Event', event); }
    event.target = this;
    event.currentTarget = this;
    const list = this.#listeners.get(event.type) || [];
    for (const entry of [...list]) {
      if (!list.includes(entry)) { continue; }
      if (entry.once) { list.splice(list.indexOf(entry), 1); }
      try {
        if (typeof entry.listener === 'function') { entry.listener.call(this, event); } else { entry.listener.handleEvent(event); }
      } catch (error) {
        // As in Node: the dispatch goes on, the error is an uncaught one.
        process.nextTick(() => { throw error; });
      }
      if (stopped(event)) { break; }
    }
    event.currentTarget = null;
    return !event.defaultPrevented;
  }
}

// on<type> = f, as one more listener in the order of its first assignment.
function handlerProperty(prototype, type) {
  const handlers = new WeakMap();
  Object.defineProperty(prototype, `on${type}`, {
    configurable: true, enumerable: true,
    get() { const held = handlers.get(this); return held ? held.handler : null; },
    set(value) {
      const held = handlers.get(this);
      if (held) { held.handler = typeof value === 'function' ? value : null; return; }
      if (typeof value !== 'function') { return; }
      const entry = { handler: value };
      handlers.set(this, entry);
      this.addEventListener(type, (event) => { if (entry.handler) { entry.handler.call(this, event); } });
    },
  });
}

const key = Symbol('new AbortSignal');

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;

  constructor(given) {
    if (given !== key) { throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
    super();
  }

  get aborted() { return this.#aborted; }
  get reason() { return this.#reason; }
  throwIfAborted() { if (this.#aborted) { throw this.#reason; } }

  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(key);
    AbortSignal.#trip(signal, reason);
    return signal;
  }

  static timeout(delay) {
    const signal = new AbortSignal(key);
    setTimeout(() => AbortSignal.#trip(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay).unref();
    return signal;
  }

  static any(signals) {
    const result = new AbortSignal(key);
    for (const signal of signals) {
      if (signal.aborted) { AbortSignal.#trip(result, signal.reason); break; }
      signal.addEventListener('abort', () => AbortSignal.#trip(result, signal.reason), { once: true });
    }
    return result;
  }

  static #trip(signal, reason) {
    if (signal.#aborted) { return; }
    signal.#aborted = true;
    signal.#reason = reason;
    signal.dispatchEvent(new Event('abort'));
  }

  static trip(signal, reason) { AbortSignal.#trip(signal, reason); }
}
const { trip } = AbortSignal;
delete AbortSignal.trip;
handlerProperty(AbortSignal.prototype, 'abort');

class AbortController {
  #signal = new AbortSignal(key);
  get signal() { return this.#signal; }
  abort(reason = new DOMException('This operation was aborted', 'AbortError')) { trip(this.#signal, reason); }
}

for (const Class of [Event, EventTarget, AbortSignal, AbortController, DOMException]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

module.exports = { DOMException, Event, CustomEvent, EventTarget, AbortSignal, AbortController };
