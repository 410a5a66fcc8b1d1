'use strict';

const ownKeys = (value) => [...Object.keys(value), ...Object.getOwnPropertySymbols(value).filter((s) => Object.prototype.propertyIsEnumerable.call(value, s))];

function sameSet(a, b, strict, seen) {
  if (a.size !== b.size) { return false; }
  const rest = [...b];
  for (const item of a) {
    const at = rest.findIndex((other) => equal(item, other, strict, seen));
    if (at < 0) { return false; }
    rest.splice(at, 1);
  }
  return true;
}

function equal(a, b, strict, seen) {
  if (strict ? Object.is(a, b) : a == b || (Number.isNaN(a) && Number.isNaN(b))) { return true; }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) { return false; }
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) { return false; }
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b) || Array.isArray(a) !== Array.isArray(b)) { return false; }
  if (seen.some(([x, y]) => x === a && y === b)) { return true; }
  const pairs = [...seen, [a, b]];
  if (a instanceof Date) { if (a.getTime() !== b.getTime()) { return false; } }
  if (a instanceof RegExp) { if (String(a) !== String(b) || a.lastIndex !== b.lastIndex) { return false; } }
  if (a instanceof Error) { if (a.message !== b.message || a.name !== b.name) { return false; } }
  if (a instanceof Number || a instanceof String || a instanceof Boolean || a instanceof BigInt || a instanceof Symbol) {
    if (!Object.is(a.valueOf(), b.valueOf())) { return false; }
  }
  if (a instanceof ArrayBuffer) { return equal(new Uint8Array(a), new Uint8Array(b), strict, pairs); }
  if (a instanceof Set && !sameSet(a, b, strict, pairs)) { return false; }
  if (a instanceof Map && !sameSet(new Set([...a]), new Set([...b]), strict, pairs)) { return false; }
  if (Array.isArray(a) && a.length !== b.length) { return false; }
  const keys = ownKeys(a);
  return keys.length === ownKeys(b).length &&
    keys.every((key) => Object.prototype.propertyIsEnumerable.call(b, key) && equal(a[key], b[key], strict, pairs));
}

exports.deepEqual = (a, b, strict) => equal(a, b, strict, []);
