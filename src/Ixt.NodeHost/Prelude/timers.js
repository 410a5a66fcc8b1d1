'use strict';

const binding = require('#timers');
const { checkFunction } = require('errors');

const longest = 2 ** 31 - 1;
const promisified = Symbol.for('nodejs.util.promisify.custom');
const byId = new Map();
let lastId = 0;

class Timeout {
  constructor(callback, after, args, repeats) {
    let ms = Number(after);
    if (!(ms >= 1 && ms <= longest)) {
      if (ms > longest) {
        process.emitWarning(`${ms} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`, 'TimeoutOverflowWarning');
      }
      ms = 1;
    }
    this._idleTimeout = ms;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = repeats ? ms : null;
    this._destroyed = false;
    Object.defineProperty(this, '_state', { value: { armed: 0, isRef: true, id: 0 } });
    arm(this);
  }

  ref() { return setRef(this, true); }
  unref() { return setRef(this, false); }
  hasRef() { return this._state.isRef; }

  refresh() {
    if (!this._destroyed) {
      disarm(this);
      arm(this);
    }
    return this;
  }

  close() {
    clearTimeout(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    if (this._state.id === 0) {
      this._state.id = ++lastId;
      if (!this._destroyed) { byId.set(this._state.id, this); }
    }
    return this._state.id;
  }
}

function arm(timer) { timer._state.armed = binding.arm(timer, Math.trunc(timer._idleTimeout), timer._state.isRef); }

function disarm(timer) {
  if (timer._state.armed !== 0) {
    binding.disarm(timer._state.armed);
    timer._state.armed = 0;
  }
}

function setRef(timer, isRef) {
  timer._state.isRef = isRef;
  if (timer._state.armed !== 0) { binding.setRef(timer._state.armed, isRef); }
  return timer;
}

function destroy(timer) {
  timer._destroyed = true;
  disarm(timer);
  if (timer._state.id !== 0) { byId.delete(timer._state.id); }
}

function onTimer(timer) {
  timer._state.armed = 0;
  let threw = true;
  try {
    timer._onTimeout(...timer._timerArgs);
    threw = false;
  } finally {
    if (timer._repeat !== null && !timer._destroyed) {
      timer._idleTimeout = timer._repeat;
      if (timer._state.armed === 0) { arm(timer); }
    } else if (timer._state.armed === 0) {
      destroy(timer);
    }
  }
  return threw;
}

function setTimeout(callback, after, ...args) {
  checkFunction(callback, 'callback');
  return new Timeout(callback, after, args, false);
}

function setInterval(callback, after, ...args) {
  checkFunction(callback, 'callback');
  return new Timeout(callback, after, args, true);
}

function clearTimeout(timer) {
  if (timer instanceof Timeout) {
    destroy(timer);
    timer._repeat = null;
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    const found = byId.get(Number(timer));
    if (found !== undefined) { clearTimeout(found); }
  }
}

function clearInterval(timer) { clearTimeout(timer); }

class Immediate {
  constructor(callback, args) {
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    Object.defineProperty(this, '_state', { value: { isRef: true } });
    binding.refImmediate(1);
    binding.immediate(this);
  }

  ref() {
    if (!this._destroyed && !this._state.isRef) { this._state.isRef = true; binding.refImmediate(1); }
    return this;
  }

  unref() {
    if (!this._destroyed && this._state.isRef) { this._state.isRef = false; binding.refImmediate(-1); }
    return this;
  }

  hasRef() { return !this._destroyed && this._state.isRef; }
}

function finish(immediate) {
  immediate._destroyed = true;
  if (immediate._state.isRef) { binding.refImmediate(-1); }
}

function onImmediate(immediate) {
  if (immediate._destroyed) { return; }
  finish(immediate);
  immediate._onImmediate(...immediate._argv);
}

function setImmediate(callback, ...args) {
  checkFunction(callback, 'callback');
  return new Immediate(callback, args);
}

function clearImmediate(immediate) {
  if (immediate instanceof Immediate && !immediate._destroyed) { finish(immediate); }
}

Object.defineProperty(setTimeout, promisified, { enumerable: true, get: () => require('timers_promises').setTimeout });
Object.defineProperty(setImmediate, promisified, { enumerable: true, get: () => require('timers_promises').setImmediate });

const api = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate };
Object.defineProperty(api, 'promises', { enumerable: true, configurable: true, get: () => require('timers_promises') });
// For the host, not for scripts.
Object.defineProperty(api, 'onTimer', { value: onTimer });
Object.defineProperty(api, 'onImmediate', { value: onImmediate });
module.exports = api;
