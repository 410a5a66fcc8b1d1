'use strict';

const { inspect } = require('inspect');
const { checkFunction, invalidArgType, coded } = require('errors');
const types = require('util_types');

const promisified = Symbol.for('nodejs.util.promisify.custom');

function hasOwnToString(value) {
  if (typeof value.toString !== 'function' || value instanceof Error) { return false; }
  for (let o = value; o !== null && o !== Object.prototype; o = Object.getPrototypeOf(o)) {
    if (Object.hasOwn(o, 'toString')) { return ![Array.prototype, Function.prototype, Date.prototype, RegExp.prototype].includes(o) && !Array.isArray(value); }
  }
  return false;
}

function asText(value) {
  if (typeof value === 'number') { return Object.is(value, -0) ? '-0' : `${value}`; }
  if (typeof value === 'bigint') { return `${value}n`; }
  if (typeof value !== 'object' || value === null || hasOwnToString(value)) { return String(value); }
  return inspect(value, { depth: 0, colors: false, compact: 3 });
}

function asNumber(value, parse) {
  if (typeof value === 'bigint') { return `${value}n`; }
  if (typeof value === 'symbol') { return 'NaN'; }
  const number = parse(value);
  return Object.is(number, -0) ? '-0' : `${number}`;
}

function asJson(value) {
  try {
    return `${JSON.stringify(value)}`;
  } catch (error) {
    if (/cyclic|circular/i.test(error.message)) { return '[Circular]'; }
    throw error;
  }
}

const directives = {
  s: asText,
  d: (v) => (typeof v === 'object' && v !== null ? asNumber(Number(v), Number) : asNumber(v, Number)),
  i: (v) => (typeof v === 'object' && v !== null ? 'NaN' : asNumber(v, Number.parseInt)),
  f: (v) => (typeof v === 'symbol' ? 'NaN' : `${Number.parseFloat(v)}`),
  j: asJson,
  o: (v) => inspect(v, { showHidden: true, showProxy: true, depth: 4 }),
  O: (v) => inspect(v),
  c: () => '',
};

function formatWithOptions(options, ...args) {
  let used = 0;
  let text = '';
  if (typeof args[0] === 'string') {
    if (args.length === 1) { return args[0]; }
    used = 1;
    text = args[0].replace(/%[sdifjoOc%]/g, (match) => {
      if (match === '%%') { return '%'; }
      return used < args.length ? directives[match[1]](args[used++]) : match;
    });
  }
  const rest = args.slice(used).map((value) => (typeof value === 'string' ? value : inspect(value, options)));
  return used === 0 ? rest.join(' ') : [text, ...rest].join(' ');
}

function promisify(original) {
  checkFunction(original, 'original');
  if (original[promisified]) { return original[promisified]; }
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, value) => (error ? reject(error) : resolve(value))]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, promisified, { value: fn, configurable: true });
  return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = promisified;

function callbackify(original) {
  checkFunction(original, 'original');
  return function (...args) {
    const callback = args.pop();
    checkFunction(callback, 'last argument');
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(callback, null, value),
      (error) => process.nextTick(callback, error || coded(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value')));
  };
}

function inherits(constructor, parent) {
  checkFunction(constructor, 'ctor');
  checkFunction(parent, 'superCtor');
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const warned = new Set();
function deprecate(fn, message, code) {
  let done = false;
  return function (...args) {
    if (!done && !warned.has(code)) {
      done = true;
      if (code !== undefined) { warned.add(code); }
      process.emitWarning(message, 'DeprecationWarning', code);
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  };
}

function debuglog(section) {
  const enabled = (process.env.NODE_DEBUG || '').split(',').some((s) => s.trim().toUpperCase() === section.toUpperCase());
  const log = (...args) => {
    if (enabled) { process.stderr.write(`${section.toUpperCase()} ${process.pid}: ${formatWithOptions({}, ...args)}\n`); }
  };
  log.enabled = enabled;
  return log;
}

module.exports = {
  format: (...args) => formatWithOptions({}, ...args),
  formatWithOptions, inspect, promisify, callbackify, inherits, deprecate, debuglog,
  debug: debuglog,
  types,
  isDeepStrictEqual: (a, b) => require('deep_equal').deepEqual(a, b, true),
  stripVTControlCharacters: (text) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''),
  toUSVString: (text) => Buffer.from(String(text)).toString(),
  isArray: Array.isArray,
  isBoolean: (v) => typeof v === 'boolean',
  isNull: (v) => v === null,
  isString: (v) => typeof v === 'string',
  isNumber: (v) => typeof v === 'number',
  isUndefined: (v) => v === undefined,
  isFunction: (v) => typeof v === 'function',
  isObject: (v) => v !== null && typeof v === 'object',
  isError: (v) => v instanceof Error,
  aborted: (signal) => (signal instanceof AbortSignal
    ? (signal.aborted ? Promise.resolve() : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })))
    : Promise.reject(invalidArgType('signal', 'an instance of AbortSignal', signal))),
  get TextEncoder() { return require('text_coding').TextEncoder; },
  get TextDecoder() { return require('text_coding').TextDecoder; },
};
