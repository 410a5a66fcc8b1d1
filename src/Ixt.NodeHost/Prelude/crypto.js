'use strict';

const binding = require('#crypto');
const { Buffer, wrap } = require('buffer');
const { coded, outOfRange, invalidArgType } = require('errors');

function fill(bytes) {
  binding.fillRandom(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes;
}

function randomBytes(size, callback) {
  if (typeof size !== 'number') { throw invalidArgType('size', 'of type number', size); }
  if (!(size >= 0 && size <= 2 ** 31 - 1)) { throw outOfRange('size', '>= 0 && <= 2147483647', size); }
  const bytes = fill(Buffer.alloc(size));
  if (typeof callback !== 'function') { return bytes; }
  setImmediate(callback, null, bytes);
  return undefined;
}

function randomUUID() {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6] & 0x0F) | 0x40;
  bytes[8] = (bytes[8] & 0x3F) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') { callback = max; max = min; min = 0; }
  if (!(max > min)) { throw outOfRange('max', `greater than the value of "min" (${min})`, max); }
  const value = min + Math.floor(binding.random() * (max - min));
  if (typeof callback !== 'function') { return value; }
  setImmediate(callback, null, value);
  return undefined;
}

const bytesOf = (data, encoding) => (typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data.buffer, data.byteOffset, data.byteLength));
const algorithms = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];

class Digest {
  #parts = [];
  #name;
  #finish;

  constructor(name, finish) {
    this.#name = String(name).toLowerCase().replace('sha-', 'sha');
    if (!algorithms.includes(this.#name)) { throw coded(Error, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`); }
    this.#finish = finish;
  }

  update(data, encoding) {
    if (this.#parts === null) { throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called'); }
    this.#parts.push(Buffer.from(bytesOf(data, encoding)));
    return this;
  }

  digest(encoding) {
    if (this.#parts === null) { throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called'); }
    const result = wrap(this.#finish(this.#name, Buffer.concat(this.#parts)));
    this.#parts = null;
    return encoding ? result.toString(encoding) : result;
  }
}

module.exports = {
  randomBytes, randomUUID, randomInt,
  randomFillSync: (bytes) => fill(bytes),
  getRandomValues: (bytes) => fill(bytes),
  createHash: (name) => new Digest(name, (algorithm, data) => binding.hash(algorithm, data.buffer, data.byteOffset, data.byteLength)),
  createHmac: (name, key) => {
    const secret = bytesOf(key);
    return new Digest(name, (algorithm, data) =>
      binding.hmac(algorithm, secret.buffer, secret.byteOffset, secret.byteLength, data.buffer, data.byteOffset, data.byteLength));
  },
  timingSafeEqual(a, b) {
    if (a.byteLength !== b.byteLength) { throw coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length'); }
    return binding.fixedTimeEquals(a.buffer, a.byteOffset, a.byteLength, b.buffer, b.byteOffset, b.byteLength);
  },
  getHashes: () => algorithms.slice(),
  webcrypto: { getRandomValues: (bytes) => fill(bytes), randomUUID },
};
