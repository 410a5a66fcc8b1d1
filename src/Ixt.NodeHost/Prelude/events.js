'use strict';

const { coded, invalidArgType, outOfRange, checkFunction, AbortError } = require('errors');

const errorMonitor = Symbol('events.errorMonitor');
const captureRejectionSymbol = Symbol.for('nodejs.rejection');
// An emitter with a method of this name hears of every change of its listeners (process does, for signals).
const listenersChanged = Symbol('listenersChanged');
let defaultMaxListeners = 10;

function EventEmitter(options) { EventEmitter.init.call(this, options); }

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

EventEmitter.init = function init() {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
};

function limitOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

function checkLimit(value, name) {
  if (typeof value !== 'number' || value < 0 || Number.isNaN(value)) { throw outOfRange(name, '>= 0', value); }
}

function warnOfLeak(emitter, type, list) {
  const limit = limitOf(emitter);
  if (limit > 0 && list.length > limit && !list.warned) {
    list.warned = true;
    const warning = new Error(`Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ` +
      `[${emitter.constructor.name}]. Use emitter.setMaxListeners() to increase limit`);
    warning.name = 'MaxListenersExceededWarning';
    warning.emitter = emitter;
    warning.type = type;
    warning.count = list.length;
    process.emitWarning(warning);
  }
}

function add(emitter, type, listener, first) {
  checkFunction(listener, 'listener');
  if (emitter._events === undefined) { EventEmitter.init.call(emitter); }
  if (emitter._events.newListener !== undefined) { emitter.emit('newListener', type, listener.listener || listener); }
  const events = emitter._events;
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
  } else if (typeof existing === 'function') {
    events[type] = first ? [listener, existing] : [existing, listener];
    warnOfLeak(emitter, type, events[type]);
  } else {
    if (first) { existing.unshift(listener); } else { existing.push(listener); }
    warnOfLeak(emitter, type, existing);
  }
  if (emitter[listenersChanged] !== undefined) { emitter[listenersChanged](type); }
  return emitter;
}

function onceWrapper(emitter, type, listener) {
  checkFunction(listener, 'listener');
  let fired = false;
  const wrapped = function (...args) {
    if (fired) { return undefined; }
    emitter.removeListener(type, wrapped);
    fired = true;
    return listener.apply(emitter, args);
  };
  wrapped.listener = listener;
  return wrapped;
}

function throwUnheard(args) {
  const error = args.length > 0 ? args[0] : undefined;
  if (error instanceof Error) { throw error; }
  let shown;
  try { shown = require('inspect').inspect(error); } catch { shown = error; }
  const unhandled = coded(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`);
  unhandled.context = error;
  throw unhandled;
}

function rawListeners(emitter, type) {
  const found = emitter._events === undefined ? undefined : emitter._events[type];
  if (found === undefined) { return []; }
  return typeof found === 'function' ? [found] : found.slice();
}

function define(methods) {
  for (const [name, method] of Object.entries(methods)) { EventEmitter.prototype[name] = method; }
}

define({
  setMaxListeners(n) {
    checkLimit(n, 'setMaxListeners');
    this._maxListeners = n;
    return this;
  },

  getMaxListeners() { return limitOf(this); },

  emit(type, ...args) {
    const events = this._events;
    if (type === 'error') {
      if (events !== undefined && events[errorMonitor] !== undefined) { this.emit(errorMonitor, ...args); }
      if (events === undefined || events.error === undefined) { throwUnheard(args); }
    }
    const found = events === undefined ? undefined : events[type];
    if (found === undefined) { return false; }
    if (typeof found === 'function') {
      found.apply(this, args);
    } else {
      // A copy: who adds or removes listeners while they run does not change this round.
      const round = found.slice();
      for (let i = 0; i < round.length; i++) { round[i].apply(this, args); }
    }
    return true;
  },

  addListener(type, listener) { return add(this, type, listener, false); },
  prependListener(type, listener) { return add(this, type, listener, true); },
  once(type, listener) { return this.on(type, onceWrapper(this, type, listener)); },
  prependOnceListener(type, listener) { return this.prependListener(type, onceWrapper(this, type, listener)); },

  removeListener(type, listener) {
    checkFunction(listener, 'listener');
    const events = this._events;
    const found = events === undefined ? undefined : events[type];
    if (found === undefined) { return this; }
    if (typeof found === 'function') {
      if (found !== listener && found.listener !== listener) { return this; }
      delete events[type];
      this._eventsCount--;
    } else {
      let at = found.length - 1;
      while (at >= 0 && found[at] !== listener && found[at].listener !== listener) { at--; }
      if (at < 0) { return this; }
      found.splice(at, 1);
      if (found.length === 1) { events[type] = found[0]; }
    }
    if (this[listenersChanged] !== undefined) { this[listenersChanged](type); }
    if (events.removeListener !== undefined) { this.emit('removeListener', type, listener.listener || listener); }
    return this;
  },

  removeAllListeners(type) {
    const events = this._events;
    if (events === undefined) { return this; }
    const types = arguments.length === 0 ? Reflect.ownKeys(events).filter((t) => t !== 'removeListener') : [type];
    for (const each of types) {
      if (events.removeListener === undefined) {
        if (events[each] !== undefined) {
          delete events[each];
          this._eventsCount--;
          if (this[listenersChanged] !== undefined) { this[listenersChanged](each); }
        }
      } else {
        for (const listener of rawListeners(this, each).reverse()) { this.removeListener(each, listener); }
      }
    }
    if (arguments.length === 0) {
      this._events = Object.create(null);
      this._eventsCount = 0;
    }
    return this;
  },

  listeners(type) { return rawListeners(this, type).map((l) => l.listener || l); },
  rawListeners(type) { return rawListeners(this, type); },

  listenerCount(type, listener) {
    const all = rawListeners(this, type);
    return listener === undefined ? all.length : all.filter((l) => l === listener || l.listener === listener).length;
  },

  eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; },
});
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

function isEmitter(value) { return typeof value.on === 'function' && typeof value.removeListener === 'function'; }

function once(emitter, name, options = undefined) {
  const signal = options ? options.signal : undefined;
  return new Promise((resolve, reject) => {
    if (signal && signal.aborted) { reject(new AbortError(undefined, { cause: signal.reason })); return; }
    if (!isEmitter(emitter)) {
      if (typeof emitter.addEventListener !== 'function') { throw invalidArgType('emitter', 'an instance of EventEmitter', emitter); }
      emitter.addEventListener(name, (...args) => resolve(args), { once: true });
      return;
    }
    const cleanUp = () => {
      emitter.removeListener(name, onEvent);
      emitter.removeListener('error', onError);
      if (signal) { signal.removeEventListener('abort', onAbort); }
    };
    const onEvent = (...args) => { cleanUp(); resolve(args); };
    const onError = (error) => { cleanUp(); reject(error); };
    const onAbort = () => { cleanUp(); reject(new AbortError(undefined, { cause: signal.reason })); };
    emitter.once(name, onEvent);
    if (name !== 'error') { emitter.once('error', onError); }
    if (signal) { signal.addEventListener('abort', onAbort, { once: true }); }
  });
}

function on(emitter, name, options = undefined) {
  const signal = options ? options.signal : undefined;
  const values = [];
  const waiting = [];
  let failure = null;
  let finished = false;
  const onEvent = (...args) => {
    if (waiting.length > 0) { waiting.shift().resolve({ value: args, done: false }); } else { values.push(args); }
  };
  const onError = (error) => {
    if (waiting.length > 0) { waiting.shift().reject(error); } else { failure = error; }
    iterator.return();
  };
  const onAbort = () => onError(new AbortError(undefined, { cause: signal.reason }));
  const iterator = {
    next() {
      if (values.length > 0) { return Promise.resolve({ value: values.shift(), done: false }); }
      if (failure) { const error = failure; failure = null; return Promise.reject(error); }
      if (finished) { return Promise.resolve({ value: undefined, done: true }); }
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      emitter.removeListener(name, onEvent);
      emitter.removeListener('error', onError);
      if (signal) { signal.removeEventListener('abort', onAbort); }
      finished = true;
      while (waiting.length > 0) { waiting.shift().resolve({ value: undefined, done: true }); }
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(error) { onError(error); return Promise.resolve({ value: undefined, done: true }); },
    [Symbol.asyncIterator]() { return this; },
  };
  if (signal && signal.aborted) { throw new AbortError(undefined, { cause: signal.reason }); }
  emitter.on(name, onEvent);
  if (name !== 'error') { emitter.on('error', onError); }
  if (signal) { signal.addEventListener('abort', onAbort, { once: true }); }
  return iterator;
}

Object.assign(EventEmitter, {
  EventEmitter, once, on, errorMonitor, captureRejectionSymbol,
  listenerCount: (emitter, type) => emitter.listenerCount(type),
  getEventListeners: (emitter, type) => emitter.listeners(type),
  setMaxListeners(n = defaultMaxListeners, ...targets) {
    checkLimit(n, 'n');
    if (targets.length === 0) { defaultMaxListeners = n; }
    for (const target of targets) { target.setMaxListeners(n); }
  },
});
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get: () => defaultMaxListeners,
  set(n) { checkLimit(n, 'defaultMaxListeners'); defaultMaxListeners = n; },
});
Object.defineProperty(EventEmitter, 'listenersChanged', { value: listenersChanged });

module.exports = EventEmitter;
