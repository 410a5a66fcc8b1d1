'use strict';

// What readable and writable streams share: the class, and the way they end.
const EventEmitter = require('events');

function Stream(options) { EventEmitter.call(this, options); }
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

const states = (stream) => [stream._readableState, stream._writableState].filter((s) => s !== undefined);
const isDestroyed = (stream) => states(stream).some((s) => s.destroyed);

function emitError(stream, error) {
  const all = states(stream);
  if (all.some((s) => s.errorEmitted)) { return; }
  for (const s of all) { s.errorEmitted = true; }
  stream.emit('error', error);
}

function emitClose(stream) {
  const all = states(stream);
  for (const s of all) { s.closeEmitted = true; }
  if (all.some((s) => s.emitClose)) { stream.emit('close'); }
}

function destroy(stream, error, callback) {
  const all = states(stream);
  if (isDestroyed(stream)) {
    if (callback) { callback(); }
    return stream;
  }
  const note = (e) => {
    for (const s of all) {
      if (!s.errored) { s.errored = e; }
    }
  };
  if (error) { note(error); }
  for (const s of all) { s.destroyed = true; }
  let done = false;
  const finish = (e) => {
    if (done) { return; }
    done = true;
    if (e) { note(e); }
    for (const s of all) { s.closed = true; }
    if (callback) { callback(e); }
    process.nextTick(() => {
      if (e) { emitError(stream, e); }
      emitClose(stream);
    });
  };
  try {
    stream._destroy(error || null, finish);
  } catch (e) {
    finish(e);
  }
  return stream;
}

// An error in the middle of the work: ends the stream when it cleans up after itself, else is only told.
function errorOrDestroy(stream, error) {
  if (isDestroyed(stream)) { return; }
  if (states(stream).some((s) => s.autoDestroy)) {
    stream.destroy(error);
  } else {
    for (const s of states(stream)) {
      if (!s.errored) { s.errored = error; }
    }
    emitError(stream, error);
  }
}

module.exports = { Stream, destroy, errorOrDestroy };
