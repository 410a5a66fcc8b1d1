'use strict';

// Errors as Node's own library throws them: a class, a code, and 'Name [CODE]' in the stack.
function coded(Base, code, message) {
  const error = new Base(message);
  Object.defineProperty(error, 'stack', { value: `${error.name} [${code}]: ${message}${frames(error)}`, writable: true, configurable: true, enumerable: false });
  error.code = code;
  return error;
}

function frames(error) {
  const stack = error.stack;
  const at = typeof stack === 'string' ? stack.indexOf('\n    at ') : -1;
  return at < 0 ? '' : stack.slice(at);
}

function received(value) {
  if (value == null) { return ` Received ${value}`; }
  if (typeof value === 'function') { return ` Received function ${value.name}`; }
  if (typeof value === 'object') {
    if (value.constructor && value.constructor.name) { return ` Received an instance of ${value.constructor.name}`; }
    return ` Received ${require('inspect').inspect(value, { depth: -1 })}`;
  }
  let shown = require('inspect').inspect(value, { colors: false });
  if (shown.length > 28) { shown = shown.slice(0, 25) + '...'; }
  return ` Received type ${typeof value} (${shown})`;
}

function invalidArgType(name, expected, value) {
  const kind = name.includes('.') ? 'property' : 'argument';
  const subject = name.endsWith(' argument') ? `The ${name}` : `The "${name}" ${kind}`;
  return coded(TypeError, 'ERR_INVALID_ARG_TYPE', `${subject} must be ${expected}.${received(value)}`);
}

function invalidArgValue(name, value, reason = 'is invalid') {
  const kind = name.includes('.') ? 'property' : 'argument';
  return coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${require('inspect').inspect(value)}`);
}

function withSeparators(text) {
  let result = '';
  let end = text.length;
  const start = text[0] === '-' ? 1 : 0;
  for (; end >= start + 4; end -= 3) { result = `_${text.slice(end - 3, end)}${result}`; }
  return text.slice(0, end) + result;
}

function outOfRange(name, range, value) {
  let shown;
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) {
    shown = withSeparators(String(value));
  } else if (typeof value === 'bigint') {
    shown = String(value);
    if (value > 2n ** 32n || value < -(2n ** 32n)) { shown = withSeparators(shown); }
    shown += 'n';
  } else {
    shown = require('inspect').inspect(value);
  }
  return coded(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`);
}

const errnos = {
  EPERM: -1, ENOENT: -2, EIO: -5, EBADF: -9, EACCES: -13, EISDIR: -21, EINVAL: -22, EMFILE: -24, EPIPE: -32, EPROTOTYPE: -91,
  ECONNABORTED: -103, ECONNRESET: -104, ENOBUFS: -105, ENOTCONN: -107, ETIMEDOUT: -110, ECONNREFUSED: -111, ECANCELED: -125,
};

const descriptions = {
  ENOENT: 'no such file or directory', EACCES: 'permission denied', EISDIR: 'illegal operation on a directory',
};

// What a failed socket operation looks like.
function socketError(code, syscall, address) {
  const error = new Error(`${syscall} ${code}${address ? ` ${address}` : ''}`);
  error.errno = errnos[code];
  error.code = code;
  error.syscall = syscall;
  if (address) { error.address = address; }
  return error;
}

// What a failed file operation looks like.
function fileError(code, syscall, path) {
  const error = new Error(`${code}: ${descriptions[code] || code}, ${syscall} '${path}'`);
  error.errno = errnos[code];
  error.syscall = syscall;
  error.code = code;
  error.path = path;
  return error;
}

class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

function checkFunction(value, name) {
  if (typeof value !== 'function') { throw invalidArgType(name, 'of type function', value); }
}

function checkString(value, name) {
  if (typeof value !== 'string') { throw invalidArgType(name, 'of type string', value); }
}

module.exports = {
  coded, invalidArgType, invalidArgValue, outOfRange, socketError, fileError, errnos, AbortError, checkFunction, checkString,
};
