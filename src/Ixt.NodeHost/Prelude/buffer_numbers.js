'use strict';

const { coded, invalidArgType, outOfRange } = require('errors');

// Eight bytes through which floats and 64-bit integers are converted.
const scratch = new DataView(new ArrayBuffer(8));

function checkOffset(buffer, offset, size) {
  if (typeof offset !== 'number') { throw invalidArgType('offset', 'of type number', offset); }
  const last = buffer.length - size;
  if (last >= 0 && offset >= 0 && offset <= last && Number.isInteger(offset)) { return; }
  if (!Number.isInteger(offset)) { throw outOfRange('offset', 'an integer', offset); }
  if (last < 0) { throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds'); }
  throw outOfRange('offset', `>= 0 and <= ${last}`, offset);
}

function readUnsigned(buffer, offset, size, little) {
  checkOffset(buffer, offset, size);
  if (size === 1) { return buffer[offset]; }
  if (size === 4) {
    return little
      ? buffer[offset] + buffer[offset + 1] * 256 + buffer[offset + 2] * 65536 + buffer[offset + 3] * 16777216
      : buffer[offset + 3] + buffer[offset + 2] * 256 + buffer[offset + 1] * 65536 + buffer[offset] * 16777216;
  }
  let value = 0;
  for (let i = 0; i < size; i++) { value = value * 256 + buffer[little ? offset + size - 1 - i : offset + i]; }
  return value;
}

function readSigned(buffer, offset, size, little) {
  const value = readUnsigned(buffer, offset, size, little);
  const half = 2 ** (size * 8 - 1);
  return value >= half ? value - half * 2 : value;
}

function rangeText(size, signed) {
  if (size <= 4) {
    const min = signed ? -(2 ** (size * 8 - 1)) : 0;
    const max = signed ? 2 ** (size * 8 - 1) - 1 : 2 ** (size * 8) - 1;
    return `>= ${min} and <= ${max}`;
  }
  return signed ? `>= -(2 ** ${size * 8 - 1}) and < 2 ** ${size * 8 - 1}` : `>= 0 and < 2 ** ${size * 8}`;
}

function writeInteger(buffer, value, offset, size, little, signed) {
  value = +value;
  const min = signed ? -(2 ** (size * 8 - 1)) : 0;
  const max = signed ? 2 ** (size * 8 - 1) - 1 : 2 ** (size * 8) - 1;
  if (value > max || value < min) { throw outOfRange('value', rangeText(size, signed), value); }
  checkOffset(buffer, offset, size);
  let rest = Math.trunc(value) || 0;
  if (rest < 0) { rest += 2 ** (size * 8); }
  for (let i = 0; i < size; i++) {
    buffer[little ? offset + i : offset + size - 1 - i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + size;
}

function checkByteLength(size) {
  if (typeof size !== 'number') { throw invalidArgType('byteLength', 'of type number', size); }
  if (!Number.isInteger(size) || size < 1 || size > 6) { throw outOfRange('byteLength', Number.isInteger(size) ? '>= 1 and <= 6' : 'an integer', size); }
}

function readScratch(buffer, offset, size) {
  checkOffset(buffer, offset, size);
  for (let i = 0; i < size; i++) { scratch.setUint8(i, buffer[offset + i]); }
}

function writeScratch(buffer, offset, size) {
  for (let i = 0; i < size; i++) { buffer[offset + i] = scratch.getUint8(i); }
  return offset + size;
}

// The engine's NaN has the sign bit set; JavaScript engines write the other one.
function writeNaN(size, little) {
  if (size === 4) { scratch.setUint32(0, 0x7FC00000, little); } else { scratch.setBigUint64(0, 0x7FF8000000000000n, little); }
}

exports.install = (Buffer, define) => {
  const methods = {};
  const add = (name, method) => {
    Object.defineProperty(method, 'name', { value: name, configurable: true });
    methods[name] = method;
    if (name.includes('UInt')) { methods[name.replace('UInt', 'Uint')] = method; }
  };

  for (const signed of [false, true]) {
    const kind = signed ? 'Int' : 'UInt';
    const read = signed ? readSigned : readUnsigned;
    add(`read${kind}8`, function (offset = 0) { return read(this, offset, 1, true); });
    add(`write${kind}8`, function (value, offset = 0) { return writeInteger(this, value, offset, 1, true, signed); });
    for (const little of [true, false]) {
      const end = little ? 'LE' : 'BE';
      for (const bits of [16, 32]) {
        add(`read${kind}${bits}${end}`, function (offset = 0) { return read(this, offset, bits / 8, little); });
        add(`write${kind}${bits}${end}`, function (value, offset = 0) { return writeInteger(this, value, offset, bits / 8, little, signed); });
      }
      add(`read${kind}${end}`, function (offset, byteLength) {
        checkByteLength(byteLength);
        return read(this, offset, byteLength, little);
      });
      add(`write${kind}${end}`, function (value, offset, byteLength) {
        checkByteLength(byteLength);
        return writeInteger(this, value, offset, byteLength, little, signed);
      });
      add(`readBig${kind}64${end}`, function (offset = 0) {
        readScratch(this, offset, 8);
        return signed ? scratch.getBigInt64(0, little) : scratch.getBigUint64(0, little);
      });
      add(`writeBig${kind}64${end}`, function (value, offset = 0) {
        const min = signed ? -(2n ** 63n) : 0n;
        const max = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n;
        if (value < min || value > max) { throw outOfRange('value', signed ? '>= -(2n ** 63n) and < 2n ** 63n' : '>= 0n and < 2n ** 64n', value); }
        checkOffset(this, offset, 8);
        if (signed) { scratch.setBigInt64(0, value, little); } else { scratch.setBigUint64(0, value, little); }
        return writeScratch(this, offset, 8);
      });
    }
  }

  for (const [name, size] of [['Float', 4], ['Double', 8]]) {
    for (const little of [true, false]) {
      const end = little ? 'LE' : 'BE';
      add(`read${name}${end}`, function (offset = 0) {
        readScratch(this, offset, size);
        return size === 4 ? scratch.getFloat32(0, little) : scratch.getFloat64(0, little);
      });
      add(`write${name}${end}`, function (value, offset = 0) {
        checkOffset(this, offset, size);
        if (Number.isNaN(+value)) { writeNaN(size, little); return writeScratch(this, offset, size); }
        if (size === 4) { scratch.setFloat32(0, +value, little); } else { scratch.setFloat64(0, +value, little); }
        return writeScratch(this, offset, size);
      });
    }
  }

  for (const [name, size] of [['swap16', 2], ['swap32', 4], ['swap64', 8]]) {
    add(name, function () {
      if (this.length % size !== 0) { throw coded(RangeError, 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${size * 8}-bits`); }
      for (let at = 0; at < this.length; at += size) { this.subarray(at, at + size).reverse(); }
      return this;
    });
  }
  define(methods);
};
