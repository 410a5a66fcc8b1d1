'use strict';

const { coded } = require('errors');
const TypedArray = Object.getPrototypeOf(Uint8Array.prototype).constructor;
const errorTypes = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function refuse(value) {
  const { DOMException } = require('event_target');
  const shown = typeof value === 'symbol' ? value.toString() : typeof value === 'function' ? Function.prototype.toString.call(value) : '#<Object>';
  throw new DOMException(`${shown} could not be cloned.`, 'DataCloneError');
}

function clone(value, seen) {
  if (typeof value === 'function' || typeof value === 'symbol') { refuse(value); }
  if (typeof value !== 'object' || value === null) { return value; }
  if (seen.has(value)) { return seen.get(value); }
  const keep = (copy) => { seen.set(value, copy); return copy; };

  if (value instanceof Boolean || value instanceof Number || value instanceof String || value instanceof BigInt) { return keep(Object(value.valueOf())); }
  if (value instanceof Date) { return keep(new Date(value.getTime())); }
  if (value instanceof RegExp) { return keep(new RegExp(value.source, value.flags)); }
  if (value instanceof ArrayBuffer) { return keep(value.slice(0)); }
  if (value instanceof DataView) { return keep(new DataView(clone(value.buffer, seen), value.byteOffset, value.byteLength)); }
  if (value instanceof TypedArray) {
    // A Buffer arrives as a plain Uint8Array.
    const Type = globalThis[value[Symbol.toStringTag]];
    return keep(new Type(clone(value.buffer, seen), value.byteOffset, value.length));
  }
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [k, v] of [...value]) { copy.set(clone(k, seen), clone(v, seen)); }
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const v of [...value]) { copy.add(clone(v, seen)); }
    return copy;
  }
  if (value instanceof Error) {
    const Type = errorTypes[value.name] || Error;
    const copy = keep(new Type(value.message));
    Object.defineProperty(copy, 'stack', { value: value.stack, writable: true, configurable: true, enumerable: false });
    if (Object.hasOwn(value, 'cause')) { Object.defineProperty(copy, 'cause', { value: clone(value.cause, seen), writable: true, configurable: true, enumerable: false }); }
    return copy;
  }
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) { refuse(value); }
  const copy = keep(Array.isArray(value) ? new Array(value.length) : {});
  for (const key of Object.keys(value)) { copy[key] = clone(value[key], seen); }
  return copy;
}

exports.structuredClone = function structuredClone(value, options) {
  if (arguments.length === 0) { throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified'); }
  if (options && options.transfer && options.transfer.length > 0) { throw coded(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'Transfer lists are not provided by this host'); }
  return clone(value, new Map());
};
