'use strict';

const { inspect } = require('inspect');
const { deepEqual } = require('deep_equal');
const { invalidArgType } = require('errors');

class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message === undefined ? `${inspect(actual)} ${operator} ${inspect(expected)}` : String(message));
    this.generatedMessage = message === undefined;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    this.name = 'AssertionError';
  }
}

function check(condition, message, actual, expected, operator) {
  if (condition) { return; }
  if (message instanceof Error) { throw message; }
  throw new AssertionError({ message, actual, expected, operator });
}

function matches(error, expected, message) {
  if (expected === undefined) { return; }
  if (expected instanceof RegExp) {
    check(expected.test(String(error)), message, error, expected, 'throws');
  } else if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) { return; }
    if (Error.isPrototypeOf(expected)) { throw error; }
    check(expected.call({}, error) === true, message, error, expected, 'throws');
  } else if (typeof expected === 'object' && expected !== null) {
    for (const key of Object.keys(expected)) {
      const want = expected[key];
      const same = want instanceof RegExp && typeof error[key] === 'string' ? want.test(error[key]) : deepEqual(error[key], want, true);
      check(same, message, error, expected, 'throws');
    }
  } else {
    throw invalidArgType('expected', 'of type function or an instance of Error, RegExp, or Object', expected);
  }
}

function ok(value, message) {
  if (value) { return; }
  const error = new AssertionError({ message: message === undefined ? `The expression evaluated to a falsy value: ${inspect(value)}` : message, actual: value, expected: true, operator: '==' });
  error.generatedMessage = message === undefined;
  throw message instanceof Error ? message : error;
}
const assert = (value, message) => ok(value, message);

Object.assign(assert, {
  AssertionError, ok,
  fail: (message = 'Failed') => check(false, message, undefined, undefined, 'fail'),
  equal: (a, b, m) => check(a == b || (Number.isNaN(a) && Number.isNaN(b)), m, a, b, '=='),
  notEqual: (a, b, m) => check(!(a == b), m, a, b, '!='),
  strictEqual: (a, b, m) => check(Object.is(a, b), m, a, b, 'strictEqual'),
  notStrictEqual: (a, b, m) => check(!Object.is(a, b), m, a, b, 'notStrictEqual'),
  deepEqual: (a, b, m) => check(deepEqual(a, b, false), m, a, b, 'deepEqual'),
  notDeepEqual: (a, b, m) => check(!deepEqual(a, b, false), m, a, b, 'notDeepEqual'),
  deepStrictEqual: (a, b, m) => check(deepEqual(a, b, true), m, a, b, 'deepStrictEqual'),
  notDeepStrictEqual: (a, b, m) => check(!deepEqual(a, b, true), m, a, b, 'notDeepStrictEqual'),
  match: (text, pattern, m) => check(pattern.test(text), m, text, pattern, 'match'),
  doesNotMatch: (text, pattern, m) => check(!pattern.test(text), m, text, pattern, 'doesNotMatch'),
  ifError: (value) => { if (value !== null && value !== undefined) { throw value; } },

  throws(fn, expected, message) {
    let error;
    try { fn(); } catch (e) { error = { value: e }; }
    check(error !== undefined, typeof expected === 'string' ? expected : message || 'Missing expected exception.', undefined, expected, 'throws');
    matches(error.value, typeof expected === 'string' ? undefined : expected, message);
  },

  doesNotThrow(fn, message) {
    try { fn(); } catch (e) { check(false, typeof message === 'string' ? message : `Got unwanted exception.\nActual message: "${e && e.message}"`, e, undefined, 'doesNotThrow'); }
  },

  async rejects(promise, expected, message) {
    let error;
    try { await (typeof promise === 'function' ? promise() : promise); } catch (e) { error = { value: e }; }
    check(error !== undefined, typeof expected === 'string' ? expected : message || 'Missing expected rejection.', undefined, expected, 'rejects');
    matches(error.value, typeof expected === 'string' ? undefined : expected, message);
  },

  async doesNotReject(promise, message) {
    try { await (typeof promise === 'function' ? promise() : promise); } catch (e) { check(false, message || `Got unwanted rejection.\nActual message: "${e && e.message}"`, e, undefined, 'doesNotReject'); }
  },
});
assert.strict = Object.assign((value, message) => ok(value, message), assert, {
  equal: assert.strictEqual, notEqual: assert.notStrictEqual, deepEqual: assert.deepStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;

module.exports = assert;
