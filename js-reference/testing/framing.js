'use strict';
// The SDK's frame reader alone, with any limit, fed in any pieces.

const fs = require('fs');
const path = require('path');

const SDK = path.join(__dirname, '..', 'ixt-process-module.js');
const MAX_FRAME = 16777215;
const SMALL = 600; // bytes that are cut at every place

/**
 * The SDK's reader class, which is no export. Its limit is a constant (a module cannot choose another), so for another limit
 * the same source is evaluated with that one constant changed.
 */
function readerClass(limit = MAX_FRAME) {
  const { IxtProcessModule } = limit === MAX_FRAME ? require(SDK) : sdkWithLimit(limit);
  return new IxtProcessModule()._ixt.reader.constructor;
}

function sdkWithLimit(limit) {
  const parts = fs.readFileSync(SDK, 'utf8').split(/^const MAX_FRAME = [^;]+;/m);
  if (parts.length !== 2) { throw new Error('the SDK does not define MAX_FRAME once'); }
  const sdk = { exports: {} };
  new Function('module', 'exports', 'require', parts.join(`const MAX_FRAME = ${limit};`))(sdk, sdk.exports, require);
  return sdk.exports;
}

/** Ways in which a stream can arrive: whole, cut in two at every place, byte by byte; if it is long, at the places that matter. */
function* cuts(stream) {
  const size = stream.length;
  const isSmall = size <= SMALL;
  yield { name: 'whole', pieces: [stream] };
  for (let at = 1; at < size; at++) {
    if (isSmall || at <= 6 || at >= size - 3) { yield { name: `cut at ${at}`, pieces: [stream.subarray(0, at), stream.subarray(at)] }; }
  }
  yield { name: 'in small pieces', pieces: inPieces(stream, isSmall ? 1 : 4093) };
}

function* inPieces(stream, length) {
  for (let at = 0; at < stream.length; at += length) { yield stream.subarray(at, at + length); }
}

/** What a reader makes of pieces: the frames, the bytes left, the code of the error that stopped it (or undefined). */
function read(reader, pieces) {
  const frames = [];
  const rest = [];
  let error;
  for (const piece of pieces) {
    if (error !== undefined) {
      rest.push(piece);
      continue;
    }
    reader.push(Buffer.from(piece)); // a copy, as every read from a socket is a buffer of its own
    try {
      for (let frame = reader.next(); frame !== null; frame = reader.next()) { frames.push(Buffer.from(frame)); }
    } catch (fault) {
      if (fault.code === undefined) { throw fault; }
      error = fault.code;
    }
    if (error !== undefined) { rest.push(pending(reader)); }
  }
  return { frames, rest: error === undefined ? pending(reader) : Buffer.concat(rest), error };
}

function pending(reader) {
  return reader.buffer.subarray(reader.start, reader.end);
}

module.exports = { MAX_FRAME, readerClass, cuts, read };
