'use strict';

const binding = require('#buffer');
const { coded, invalidArgType, outOfRange } = require('errors');

// The engine's own class; the global one has an allocation guard in front of it.
const { Uint8Array: NativeBytes } = require('fixes');
// Node's own limit, for its messages; the host's is lower and answers like a failed allocation.
const maxLength = 2 ** 32;
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const names = {
  'utf8': 'utf8', 'utf-8': 'utf8', 'hex': 'hex', 'base64': 'base64', 'base64url': 'base64url', 'latin1': 'latin1', 'binary': 'latin1',
  'ascii': 'ascii', 'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf16le': 'utf16le', 'utf-16le': 'utf16le',
};

function findEncoding(encoding) {
  return names[encoding] || (typeof encoding === 'string' ? names[encoding.toLowerCase()] : undefined);
}

function encodingOf(encoding) {
  return typeof encoding !== 'string' || encoding === '' ? 'utf8' : strictEncodingOf(encoding);
}

function strictEncodingOf(encoding) {
  const found = findEncoding(encoding);
  if (found === undefined) { throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`); }
  return found;
}

// The class behind Buffer, which itself must be callable without new.
class FastBuffer extends NativeBytes {}

function Buffer(value, encodingOrOffset, length) {
  if (typeof value === 'number') {
    if (typeof encodingOrOffset === 'string') { throw invalidArgType('string', 'of type string', value); }
    return Buffer.alloc(value);
  }
  return Buffer.from(value, encodingOrOffset, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
FastBuffer.prototype.constructor = Buffer;
Buffer.prototype = FastBuffer.prototype;
binding.setPrototype(Buffer.prototype);
Object.defineProperty(Buffer, Symbol.species, { configurable: true, get: () => FastBuffer });

const { wrap } = binding;

function isBytes(value) { return value instanceof NativeBytes; }

function checkSize(size) {
  if (typeof size !== 'number') { throw invalidArgType('size', 'of type number', size); }
  if (!(size >= 0 && size <= maxLength)) { throw outOfRange('size', `>= 0 && <= ${maxLength}`, size); }
  if (size > binding.maxLength) { throw new RangeError('Array buffer allocation failed'); }
}

function fromArrayLike(list) {
  const length = Math.max(0, Math.trunc(Number(list.length)) || 0);
  checkSize(length);
  const result = new FastBuffer(length);
  for (let i = 0; i < length; i++) { result[i] = list[i]; }
  return result;
}

function copyOf(bytes) {
  const result = binding.allocate(bytes.byteLength);
  if (result.byteLength > 0) { binding.copy(bytes.buffer, bytes.byteOffset, bytes.byteLength, result.buffer, 0, result.byteLength); }
  return result;
}

function fromObject(value) {
  if (isBytes(value)) { return copyOf(value); }
  if (value.length !== undefined || value.buffer instanceof ArrayBuffer) {
    return typeof value.length === 'number' ? fromArrayLike(value) : new FastBuffer(0);
  }
  if (value.type === 'Buffer' && Array.isArray(value.data)) { return fromArrayLike(value.data); }
  return undefined;
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') { return binding.encode(value, encodingOf(encodingOrOffset)); }
  if (typeof value === 'object' && value !== null) {
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
      const offset = encodingOrOffset === undefined ? 0 : +encodingOrOffset || 0;
      if (offset > value.byteLength) { throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds'); }
      if (length === undefined) { return new FastBuffer(value, offset); }
      const count = +length > 0 ? +length : 0;
      if (count > value.byteLength - offset) { throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds'); }
      return new FastBuffer(value, offset, count);
    }
    const plain = value.valueOf && value.valueOf();
    if (plain != null && plain !== value && (typeof plain === 'string' || typeof plain === 'object')) { return Buffer.from(plain, encodingOrOffset, length); }
    const made = fromObject(value);
    if (made !== undefined) { return made; }
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const primitive = value[Symbol.toPrimitive]('string');
      if (typeof primitive === 'string') { return Buffer.from(primitive, encodingOrOffset); }
    }
  }
  throw invalidArgType('first argument', 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object', value);
};

Buffer.of = (...items) => fromArrayLike(items);

Buffer.alloc = function alloc(size, fill, encoding) {
  checkSize(size);
  const result = binding.allocate(size);
  return fill !== undefined && fill !== 0 && size > 0 ? result.fill(fill, encoding) : result;
};

Buffer.allocUnsafe = function allocUnsafe(size) {
  checkSize(size);
  return binding.allocate(size);
};
Buffer.allocUnsafeSlow = Buffer.allocUnsafe;

Buffer.isBuffer = (value) => value instanceof Buffer;
Buffer.isEncoding = (encoding) => typeof encoding === 'string' && encoding.length !== 0 && findEncoding(encoding) !== undefined;

Buffer.byteLength = function byteLength(value, encoding) {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) { return value.byteLength; }
    throw invalidArgType('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
  }
  switch (findEncoding(encoding) || 'utf8') {
    case 'utf16le': return value.length * 2;
    case 'latin1': case 'ascii': return value.length;
    case 'hex': return value.length >>> 1;
    case 'base64': case 'base64url': {
      let length = value.length;
      if (length > 0 && value[length - 1] === '=') { length--; }
      if (length > 1 && value[length - 1] === '=') { length--; }
      return (length * 3) >>> 2;
    }
    default: return binding.utf8Length(value);
  }
};

Buffer.compare = function compare(a, b) {
  if (!isBytes(a)) { throw invalidArgType('buf1', 'an instance of Buffer or Uint8Array', a); }
  if (!isBytes(b)) { throw invalidArgType('buf2', 'an instance of Buffer or Uint8Array', b); }
  return binding.compare(a.buffer, a.byteOffset, a.byteLength, b.buffer, b.byteOffset, b.byteLength);
};

Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) { throw invalidArgType('list', 'an instance of Array', list); }
  if (length === undefined) {
    length = 0;
    for (let i = 0; i < list.length; i++) { length += list[i].length || 0; }
  } else if (typeof length !== 'number') {
    throw invalidArgType('length', 'of type number', length);
  } else if (!Number.isInteger(length) || length < 0) {
    throw outOfRange('length', '>= 0 && <= 9007199254740991', length);
  }
  const result = Buffer.allocUnsafe(length);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (!isBytes(item)) { throw invalidArgType(`list[${i}]`, 'an instance of Buffer or Uint8Array', item); }
    const count = Math.min(item.byteLength, length - at);
    if (count > 0) { binding.copy(item.buffer, item.byteOffset, count, result.buffer, at, count); }
    at += count;
  }
  return result;
};
Buffer.poolSize = 8192;

function clampIndex(value, fallback, length) {
  if (value === undefined) { return fallback; }
  let index = Math.trunc(+value);
  if (Number.isNaN(index)) { return 0; }
  if (index < 0) { index += length; }
  return index < 0 ? 0 : Math.min(index, length);
}

function define(methods) {
  for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(Buffer.prototype, name, { value: methods[name], writable: true, configurable: true, enumerable: false });
  }
}

// The bytes to look for, or a number 0-255, for indexOf and fill.
function needleOf(value, encoding, name) {
  if (typeof value === 'number') { return value & 255; }
  if (typeof value === 'string') { return Buffer.from(value, encodingOf(encoding)); }
  if (isBytes(value)) { return value; }
  throw invalidArgType(name, 'one of type number or string or an instance of Buffer or Uint8Array', value);
}

function search(bytes, value, offset, encoding, forward) {
  if (typeof offset === 'string') { encoding = offset; offset = undefined; }
  let needle = needleOf(value, encoding, 'value');
  if (typeof needle === 'number') { needle = new FastBuffer([needle]); }
  const size = bytes.byteLength;
  let start = offset === undefined ? NaN : +offset;
  start = Number.isNaN(start) ? (forward ? 0 : size) : Math.trunc(start);
  if (start < 0) { start += size; }
  if (start < 0) {
    if (!forward) { return -1; }
    start = 0;
  }
  if (needle.byteLength === 0) { return forward ? Math.min(start, size) : Math.min(start, size); }
  if (forward) {
    if (start >= size) { return -1; }
    const found = binding.indexOf(bytes.buffer, bytes.byteOffset + start, size - start, needle.buffer, needle.byteOffset, needle.byteLength);
    return found < 0 ? -1 : found + start;
  }
  const end = Math.min(size, start + needle.byteLength);
  return binding.lastIndexOf(bytes.buffer, bytes.byteOffset, end, needle.buffer, needle.byteOffset, needle.byteLength);
}

define({
  toString(encoding, start, end) {
    const length = this.byteLength;
    const from = start === undefined || start <= 0 ? 0 : Math.min(start | 0, length);
    const to = end === undefined || end > length ? length : end | 0;
    if (to <= from) { return ''; }
    return binding.decode(this.buffer, this.byteOffset + from, to - from, encoding === undefined ? 'utf8' : strictEncodingOf(encoding));
  },

  toLocaleString(encoding, start, end) { return this.toString(encoding, start, end); },

  toJSON() {
    const data = new Array(this.length);
    for (let i = 0; i < data.length; i++) { data[i] = this[i]; }
    return { type: 'Buffer', data };
  },

  equals(other) {
    if (!isBytes(other)) { throw invalidArgType('otherBuffer', 'an instance of Buffer or Uint8Array', other); }
    return this === other || (this.byteLength === other.byteLength && Buffer.compare(this, other) === 0);
  },

  compare(target, targetStart = 0, targetEnd = undefined, sourceStart = 0, sourceEnd = undefined) {
    if (!isBytes(target)) { throw invalidArgType('target', 'an instance of Buffer or Uint8Array', target); }
    const tEnd = targetEnd === undefined ? target.byteLength : targetEnd;
    const sEnd = sourceEnd === undefined ? this.byteLength : sourceEnd;
    for (const [name, value, max] of [['targetStart', targetStart, Infinity], ['sourceStart', sourceStart, Infinity], ['targetEnd', tEnd, target.byteLength], ['sourceEnd', sEnd, this.byteLength]]) {
      if (value < 0 || value > max) { throw outOfRange(name, max === Infinity ? '>= 0' : `>= 0 && <= ${max}`, value); }
    }
    if (sourceStart >= sEnd) { return targetStart >= tEnd ? 0 : -1; }
    if (targetStart >= tEnd) { return 1; }
    return binding.compare(this.buffer, this.byteOffset + sourceStart, sEnd - sourceStart, target.buffer, target.byteOffset + targetStart, tEnd - targetStart);
  },

  indexOf(value, offset, encoding) { return search(this, value, offset, encoding, true); },
  lastIndexOf(value, offset, encoding) { return search(this, value, offset, encoding, false); },
  includes(value, offset, encoding) { return search(this, value, offset, encoding, true) !== -1; },

  subarray(start, end) {
    const length = this.byteLength;
    const from = clampIndex(start, 0, length);
    const to = clampIndex(end, length, length);
    return new FastBuffer(this.buffer, this.byteOffset + from, Math.max(0, to - from));
  },

  slice(start, end) { return this.subarray(start, end); },

  copy(target, targetStart = 0, sourceStart = 0, sourceEnd = this.byteLength) {
    if (!isBytes(target)) { throw invalidArgType('target', 'an instance of Buffer or Uint8Array', target); }
    const at = Math.trunc(+targetStart) || 0;
    const from = Math.trunc(+sourceStart) || 0;
    const to = Math.min(Math.trunc(+sourceEnd) || 0, this.byteLength);
    if (at < 0) { throw outOfRange('targetStart', '>= 0', at); }
    if (from < 0 || from > this.byteLength) { throw outOfRange('sourceStart', `>= 0 && <= ${this.byteLength}`, from); }
    if (to < 0) { throw outOfRange('sourceEnd', '>= 0', to); }
    const count = Math.min(to - from, target.byteLength - at);
    if (count <= 0) { return 0; }
    binding.copy(this.buffer, this.byteOffset + from, count, target.buffer, target.byteOffset + at, count);
    return count;
  },

  fill(value, offset, end, encoding) {
    if (typeof offset === 'string') { encoding = offset; offset = undefined; end = undefined; }
    if (typeof end === 'string') { encoding = end; end = undefined; }
    const from = offset === undefined ? 0 : +offset;
    const to = end === undefined ? this.byteLength : +end;
    if (!(from >= 0)) { throw outOfRange('offset', '>= 0', from); }
    if (!(to >= 0 && to <= this.byteLength)) { throw outOfRange('end', `>= 0 && <= ${this.byteLength}`, to); }
    if (to <= from) { return this; }
    let pattern = typeof value === 'object' || typeof value === 'string' ? needleOf(value, encoding, 'value') : (+value & 255);
    if (typeof pattern === 'number') { pattern = new FastBuffer([pattern]); }
    if (pattern.byteLength === 0) {
      if (typeof value !== 'string' || value.length > 0) {
        throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'value' is invalid. Received ${require('inspect').inspect(value)}`);
      }
      pattern = new FastBuffer(1);
    }
    binding.fill(this.buffer, this.byteOffset + from, to - from, pattern.buffer, pattern.byteOffset, pattern.byteLength);
    return this;
  },

  write(text, offset, length, encoding) {
    if (typeof offset === 'string') { encoding = offset; offset = undefined; length = undefined; }
    if (typeof length === 'string') { encoding = length; length = undefined; }
    if (typeof text !== 'string') { throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string'); }
    const from = offset === undefined ? 0 : offset;
    if (typeof from !== 'number') { throw invalidArgType('offset', 'of type number', from); }
    if (!(from >= 0 && from <= this.byteLength)) { throw outOfRange('offset', `>= 0 && <= ${this.byteLength}`, from); }
    const room = this.byteLength - from;
    const count = length === undefined ? room : length;
    if (!(count >= 0 && count <= this.byteLength)) { throw outOfRange('length', `>= 0 && <= ${this.byteLength}`, count); }
    return binding.write(text, encodingOf(encoding), this.buffer, this.byteOffset + from, Math.min(count, room));
  },

  [customInspect]() {
    const max = exports.INSPECT_MAX_BYTES;
    const shown = this.toString('hex', 0, Math.min(max, this.byteLength)).replace(/(.{2})/g, '$1 ').trim();
    const more = this.byteLength - max;
    const name = this.constructor.name || 'Buffer';
    return `<${name} ${shown}${more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : ''}>`;
  },
});

Object.defineProperty(Buffer.prototype, 'parent', { enumerable: true, configurable: true, get() { return this instanceof Buffer ? this.buffer : undefined; } });
Object.defineProperty(Buffer.prototype, 'offset', { enumerable: true, configurable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined; } });
require('buffer_numbers').install(Buffer, define);

// What runs for every message: native where the arguments are the usual ones.
for (const name of ['from', 'byteLength']) { Buffer[name] = binding.quicken(name, Buffer[name]); }
define(Object.fromEntries(['toString', 'subarray', 'indexOf'].map((name) => [name, binding.quicken(name, Buffer.prototype[name])])));

function invalidCharacter() {
  const { DOMException } = require('event_target');
  return new DOMException('Invalid character', 'InvalidCharacterError');
}

function btoa(input) {
  const text = String(input);
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255) { throw invalidCharacter(); }
  }
  return Buffer.from(text, 'latin1').toString('base64');
}

function atob(input) {
  const text = String(input).replace(/[\t\n\f\r ]/g, '');
  const body = text.length % 4 === 0 ? text.replace(/==?$/, '') : text;
  if (body.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(body)) {
    const { DOMException } = require('event_target');
    throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  }
  return Buffer.from(body, 'base64').toString('latin1');
}

Object.assign(exports, {
  Buffer, atob, btoa,
  kMaxLength: maxLength,
  kStringMaxLength: 536870888,
  constants: { MAX_LENGTH: maxLength, MAX_STRING_LENGTH: 536870888 },
  INSPECT_MAX_BYTES: 50,
  isUtf8: (bytes) => binding.decodeFatal(bytes.buffer, bytes.byteOffset, bytes.byteLength) !== null,
  isAscii: (bytes) => bytes.every((b) => b < 128),
});
// For the prelude only.
Object.defineProperty(exports, 'encodingOf', { value: encodingOf });
Object.defineProperty(exports, 'wrap', { value: wrap });
