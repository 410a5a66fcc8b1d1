'use strict';

const binding = require('#buffer');
const { encodingOf, wrap, Buffer } = require('buffer');
const { invalidArgType } = require('errors');

// Turns chunks into text without breaking a character that two of them share.
class StringDecoder {
  #pending = null;

  constructor(encoding) { this.encoding = encodingOf(encoding); }

  write(chunk) {
    if (typeof chunk === 'string') { return chunk; }
    if (!ArrayBuffer.isView(chunk)) { throw invalidArgType('buf', 'an instance of Buffer, TypedArray, or DataView', chunk); }
    const bytes = this.#pending === null ? chunk : Buffer.concat([this.#pending, new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)]);
    const tail = this.#tailOf(bytes);
    const whole = bytes.byteLength - tail;
    this.#pending = tail === 0 ? null : wrap(bytes.buffer.slice(bytes.byteOffset + whole, bytes.byteOffset + bytes.byteLength));
    return whole === 0 ? '' : binding.decode(bytes.buffer, bytes.byteOffset, whole, this.encoding);
  }

  end(chunk) {
    const text = chunk === undefined ? '' : this.write(chunk);
    const rest = this.#pending;
    this.#pending = null;
    return rest === null ? text : text + binding.decode(rest.buffer, rest.byteOffset, rest.byteLength, this.encoding);
  }

  text(chunk, offset) { return this.write(chunk.subarray(offset)); }

  #tailOf(bytes) {
    const length = bytes.byteLength;
    switch (this.encoding) {
      case 'utf8': return binding.utf8Tail(bytes.buffer, bytes.byteOffset, length);
      case 'base64': case 'base64url': return length % 3;
      case 'utf16le': {
        const odd = length % 2;
        if (length - odd < 2) { return odd; }
        const view = new DataView(bytes.buffer, bytes.byteOffset, length);
        const last = view.getUint16(length - odd - 2, true);
        return last >= 0xD800 && last <= 0xDBFF ? odd + 2 : odd;
      }
      default: return 0;
    }
  }
}

exports.StringDecoder = StringDecoder;
