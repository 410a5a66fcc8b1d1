'use strict';

// Where the engine differs from Node. Runs before everything else.

// --- Strings iterate by code point, not by grapheme cluster.
{
  const proto = Object.create(Object.getPrototypeOf(''[Symbol.iterator]()));
  const states = new WeakMap();
  Object.defineProperty(proto, 'next', {
    configurable: true, writable: true,
    value: function next() {
      const state = states.get(this);
      const { text, at } = state;
      if (at >= text.length) { return { value: undefined, done: true }; }
      const first = text.charCodeAt(at);
      let size = 1;
      if (first >= 0xD800 && first <= 0xDBFF && at + 1 < text.length) {
        const second = text.charCodeAt(at + 1);
        if (second >= 0xDC00 && second <= 0xDFFF) { size = 2; }
      }
      state.at = at + size;
      return { value: size === 1 ? text[at] : text.slice(at, at + 2), done: false };
    },
  });
  Object.defineProperty(String.prototype, Symbol.iterator, {
    configurable: true, writable: true,
    value: { [Symbol.iterator]() {
      if (this == null) { throw new TypeError('String.prototype[Symbol.iterator] called on null or undefined'); }
      const iterator = Object.create(proto);
      states.set(iterator, { text: String(this), at: 0 });
      return iterator;
    } }[Symbol.iterator],
  });
}

// --- err.stack begins with 'Name: message' and has at most Error.stackTraceLimit frames.
{
  const native = Object.getOwnPropertyDescriptor(Error.prototype, 'stack').get;
  Error.stackTraceLimit = 10;

  const header = (error) => {
    try {
      return Error.prototype.toString.call(error);
    } catch {
      return 'Error';
    }
  };

  const limit = (frames) => {
    const max = Number(Error.stackTraceLimit);
    const lines = frames.split('\n').filter((line) => line !== '');
    return lines.slice(0, Number.isNaN(max) ? 10 : max).join('\n');
  };

  const own = (target, value) => Object.defineProperty(target, 'stack', { value, writable: true, configurable: true, enumerable: false });

  Object.defineProperty(Error.prototype, 'stack', {
    configurable: true,
    get: function stack() {
      const frames = native.call(this);
      if (typeof frames !== 'string') { return frames; }
      const text = limit(frames);
      const whole = text === '' ? header(this) : `${header(this)}\n${text}`;
      if (Object.isExtensible(this)) { own(this, whole); }
      return whole;
    },
    set: function stack(value) { own(this, value); },
  });

  Error.captureStackTrace = function captureStackTrace(target, above) {
    const here = native.call(new Error());
    let lines = typeof here === 'string' ? here.split('\n').filter((line) => line !== '').slice(1) : [];
    if (typeof above === 'function' && above.name) {
      const at = lines.findIndex((line) => line.startsWith(`    at ${above.name} (`));
      if (at >= 0) { lines = lines.slice(at + 1); }
    }
    const text = limit(lines.join('\n'));
    const head = target instanceof Error || 'message' in target || 'name' in target ? header(target) : Object.prototype.toString.call(target);
    own(target, text === '' ? head : `${head}\n${text}`);
  };
}

// --- One huge allocation is a RangeError, as it is in Node at Node's own limit. The engine's own limits do not see it.
{
  const max = require('#buffer').maxLength;
  // Buffer checks sizes itself and is built on the class, not on its guard.
  exports.Uint8Array = Uint8Array;
  const guard = (Native) => {
    const proxy = new Proxy(Native, {
      construct(target, args, newTarget) {
        const first = args[0];
        const size = typeof first === 'number' ? first * (Native.BYTES_PER_ELEMENT || 1) : 0;
        if (size > max) { throw new RangeError(Native.BYTES_PER_ELEMENT ? `Invalid typed array length: ${first}` : 'Array buffer allocation failed'); }
        return Reflect.construct(target, args, newTarget === proxy ? target : newTarget);
      },
    });
    Object.defineProperty(Native.prototype, 'constructor', { value: proxy, writable: true, configurable: true, enumerable: false });
    Object.defineProperty(globalThis, Native.name, { value: proxy, writable: true, configurable: true, enumerable: false });
  };
  [ArrayBuffer, SharedArrayBuffer, Uint8Array, Uint8ClampedArray, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array,
    Float32Array, Float64Array, BigInt64Array, BigUint64Array].forEach(guard);

  const capString = (name, size) => {
    const native = String.prototype[name];
    const method = { [name](a, b) {
      if (size(this, a) > max) { throw new RangeError('Invalid string length'); }
      return native.call(this, a, b);
    } }[name];
    Object.defineProperty(String.prototype, name, { value: method, writable: true, configurable: true, enumerable: false });
  };
  capString('repeat', (text, count) => String(text).length * Number(count) * 2);
  capString('padStart', (text, length) => Number(length) * 2);
  capString('padEnd', (text, length) => Number(length) * 2);
}

// --- Seeded randomness.
{
  const { random } = require('#crypto');
  Object.defineProperty(Math, 'random', { value: { random: () => random() }.random, writable: true, configurable: true, enumerable: false });
}
