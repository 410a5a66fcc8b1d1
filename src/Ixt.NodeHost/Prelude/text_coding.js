'use strict';

const binding = require('#buffer');
const { coded, invalidArgType } = require('errors');

class TextEncoder {
  get encoding() { return 'utf-8'; }

  encode(text = '') { return new Uint8Array(binding.encode(String(text), 'utf8').buffer); }

  encodeInto(text, target) {
    const written = binding.write(text, 'utf8', target.buffer, target.byteOffset, target.byteLength);
    let read = 0;
    for (let bytes = 0; bytes < written;) {
      const code = text.codePointAt(read);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      read += code > 0xFFFF ? 2 : 1;
    }
    return { read, written };
  }
}

const labels = {
  'utf-8': 'utf8', 'utf8': 'utf8', 'unicode-1-1-utf-8': 'utf8', 'utf-16le': 'utf16le', 'utf-16': 'utf16le', 'ucs-2': 'utf16le', 'unicode': 'utf16le',
  'latin1': 'latin1', 'iso-8859-1': 'latin1', 'windows-1252': 'latin1', 'ascii': 'latin1', 'us-ascii': 'latin1',
};
const publicNames = { utf8: 'utf-8', utf16le: 'utf-16le', latin1: 'windows-1252' };

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #pending = new Uint8Array(0);
  #started = false;

  constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    this.#encoding = labels[String(label).trim().toLowerCase()];
    if (this.#encoding === undefined) { throw coded(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`); }
    this.#fatal = Boolean(fatal);
    this.#ignoreBOM = Boolean(ignoreBOM);
  }

  get encoding() { return publicNames[this.#encoding]; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBOM; }

  decode(input = new Uint8Array(0), { stream = false } = {}) {
    let bytes;
    if (ArrayBuffer.isView(input)) {
      bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    } else if (input instanceof ArrayBuffer || input instanceof SharedArrayBuffer) {
      bytes = new Uint8Array(input);
    } else {
      throw invalidArgType('list', 'an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView', input);
    }
    if (this.#pending.length > 0) { bytes = new Uint8Array(require('buffer').Buffer.concat([this.#pending, bytes])); }
    const tail = stream ? this.#tailOf(bytes) : 0;
    const whole = bytes.byteLength - tail;
    this.#pending = bytes.slice(whole);
    let text = this.#decode(bytes, whole);
    if (!this.#ignoreBOM && !this.#started && text.charCodeAt(0) === 0xFEFF && this.#encoding !== 'latin1') { text = text.slice(1); }
    this.#started = stream && (this.#started || whole > 0);
    return text;
  }

  #tailOf(bytes) {
    if (this.#encoding === 'utf8') { return binding.utf8Tail(bytes.buffer, bytes.byteOffset, bytes.byteLength); }
    return this.#encoding === 'utf16le' ? bytes.byteLength % 2 : 0;
  }

  #decode(bytes, length) {
    if (!this.#fatal || this.#encoding !== 'utf8') { return binding.decode(bytes.buffer, bytes.byteOffset, length, this.#encoding); }
    const text = binding.decodeFatal(bytes.buffer, bytes.byteOffset, length);
    if (text === null) {
      this.#pending = new Uint8Array(0);
      this.#started = false;
      throw coded(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA', 'The encoded data was not valid for encoding utf-8');
    }
    return text;
  }
}

module.exports = { TextEncoder, TextDecoder };
