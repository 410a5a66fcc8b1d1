'use strict';

const { Stream } = require('stream_base');

// Readable and Writable ask for Duplex when they are constructed, so it is exported before they are used.
module.exports = Stream;
const Readable = require('stream_readable');
const Writable = require('stream_writable');
const { coded, AbortError } = require('errors');

function Duplex(options) {
  if (!(this instanceof Duplex)) { return new Duplex(options); }
  options = options || {};
  Readable.call(this, options);
  Writable.call(this, options);
  this.allowHalfOpen = options.allowHalfOpen !== false;
  if (options.readable === false) {
    this._readableState.readable = false;
    this._readableState.ended = true;
    this._readableState.endEmitted = true;
  }
  if (options.writable === false) {
    this._writableState.writable = false;
    this._writableState.ending = true;
    this._writableState.ended = true;
    this._writableState.finished = true;
  }
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
Writable.mixInto(Duplex.prototype);

function Transform(options) {
  if (!(this instanceof Transform)) { return new Transform(options); }
  Duplex.call(this, options);
  this._readableState.sync = false;
  this._waiting = null;
  if (options && typeof options.transform === 'function') { this._transform = options.transform; }
  if (options && typeof options.flush === 'function') { this._flush = options.flush; }
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);
Object.assign(Transform.prototype, {
  _transform() { throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented'); },

  _write(chunk, encoding, callback) {
    const s = this._readableState;
    this._transform(chunk, encoding, (error, value) => {
      if (error) { callback(error); return; }
      if (value !== undefined && value !== null) { this.push(value); }
      if (s.ended || s.length < s.highWaterMark) { callback(); } else { this._waiting = callback; }
    });
  },

  _read() {
    const callback = this._waiting;
    if (callback) {
      this._waiting = null;
      callback();
    }
  },

  _final(callback) {
    const finish = (error, value) => {
      if (error) { callback(error); return; }
      if (value !== undefined && value !== null) { this.push(value); }
      this.push(null);
      callback();
    };
    if (typeof this._flush === 'function') { this._flush(finish); } else { finish(); }
  },
});

function PassThrough(options) {
  if (!(this instanceof PassThrough)) { return new PassThrough(options); }
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = (chunk, encoding, callback) => callback(null, chunk);

const isReadable = (stream) => Boolean(stream._readableState) && stream._readableState.readable !== false;
const isWritable = (stream) => Boolean(stream._writableState) && stream._writableState.writable !== false;

function finished(stream, options, callback) {
  if (typeof options === 'function') { callback = options; options = {}; }
  const { readable = isReadable(stream), writable = isWritable(stream), signal } = options || {};
  let done = false;
  const call = (error) => {
    if (done) { return; }
    done = true;
    cleanUp();
    callback.call(stream, error);
  };
  const isOver = () => (!readable || stream._readableState.endEmitted) && (!writable || stream._writableState.finished);
  const check = () => { if (isOver()) { call(); } };
  const onClose = () => {
    const error = stream.errored;
    call(error || (isOver() ? undefined : coded(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close')));
  };
  const onAbort = () => call(new AbortError(undefined, { cause: signal.reason }));
  const cleanUp = () => {
    stream.removeListener('end', check);
    stream.removeListener('finish', check);
    stream.removeListener('error', call);
    stream.removeListener('close', onClose);
    if (signal) { signal.removeEventListener('abort', onAbort); }
  };
  stream.on('end', check);
  stream.on('finish', check);
  stream.on('error', call);
  stream.on('close', onClose);
  if (signal) { if (signal.aborted) { process.nextTick(onAbort); } else { signal.addEventListener('abort', onAbort, { once: true }); } }
  if (stream.closed) { process.nextTick(onClose); } else if (isOver()) { process.nextTick(check); }
  return cleanUp;
}

function pipeline(...streams) {
  const callback = typeof streams[streams.length - 1] === 'function' ? streams.pop() : () => {};
  const list = (Array.isArray(streams[0]) && streams.length === 1 ? streams[0] : streams)
    .map((s, i) => (i === 0 && typeof s.pipe !== 'function' ? Readable.from(typeof s === 'function' ? s() : s) : s));
  let failure;
  let left = list.length;
  list.forEach((stream, i) => {
    finished(stream, { readable: i < list.length - 1, writable: i > 0 }, (error) => {
      if (error && !failure) {
        failure = error;
        for (const other of list) { other.destroy(error === failure ? undefined : error); }
      }
      if (--left === 0) { callback(failure); }
    });
  });
  for (let i = 0; i + 1 < list.length; i++) { list[i].pipe(list[i + 1]); }
  return list[list.length - 1];
}

const promises = {
  finished: (stream, options) => new Promise((resolve, reject) => finished(stream, options || {}, (error) => (error ? reject(error) : resolve()))),
  pipeline: (...streams) => new Promise((resolve, reject) => pipeline(...streams, (error) => (error ? reject(error) : resolve()))),
};

Object.assign(Stream, {
  Stream, Readable, Writable, Duplex, Transform, PassThrough, finished, pipeline, promises,
  isErrored: (stream) => Boolean(stream.errored),
  isReadable: (stream) => stream.readable === true,
  getDefaultHighWaterMark: (objectMode) => (objectMode ? 16 : 16384),
});
