'use strict';

const { Stream, destroy, errorOrDestroy } = require('stream_base');
const { coded, invalidArgType } = require('errors');
const { Buffer, encodingOf } = require('buffer');

class WritableState {
  constructor(options, isDuplex) {
    this.objectMode = Boolean(options.objectMode || (isDuplex && options.writableObjectMode));
    const given = isDuplex && options.writableHighWaterMark !== undefined ? options.writableHighWaterMark : options.highWaterMark;
    this.highWaterMark = given === undefined || given === null ? (this.objectMode ? 16 : 16384) : given;
    this.decodeStrings = options.decodeStrings !== false;
    this.defaultEncoding = options.defaultEncoding || 'utf8';
    this.length = 0;
    this.writing = false;
    this.sync = false;
    this.corked = 0;
    this.buffered = [];
    this.current = null;
    this.notice = null;
    this.needDrain = false;
    this.ending = false;
    this.ended = false;
    this.finished = false;
    this.prefinished = false;
    this.finalCalled = false;
    this.pendingCallbacks = 0;
    this.onFinish = [];
    this.destroyed = false;
    this.closed = false;
    this.closeEmitted = false;
    this.errored = null;
    this.errorEmitted = false;
    this.autoDestroy = options.autoDestroy !== false;
    this.emitClose = options.emitClose !== false;
  }
}

function Writable(options) {
  const isDuplex = this instanceof require('stream').Duplex;
  if (!isDuplex && !(this instanceof Writable)) { return new Writable(options); }
  options = options || {};
  this._writableState = new WritableState(options, isDuplex);
  if (typeof options.write === 'function') { this._write = options.write; }
  if (typeof options.writev === 'function') { this._writev = options.writev; }
  if (typeof options.final === 'function') { this._final = options.final; }
  if (typeof options.destroy === 'function') { this._destroy = options.destroy; }
  Stream.call(this, options);
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    return Function.prototype[Symbol.hasInstance].call(this, object) || (this === Writable && Boolean(object) && object._writableState instanceof WritableState);
  },
});

const none = () => {};

function write(stream, chunk, encoding, callback) {
  const s = stream._writableState;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = s.defaultEncoding;
  } else {
    if (!encoding) { encoding = s.defaultEncoding; } else if (encoding !== 'buffer') { encodingOf(encoding); }
    if (typeof callback !== 'function') { callback = none; }
  }
  if (chunk === null) { throw coded(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream'); }
  if (!s.objectMode) {
    if (typeof chunk === 'string') {
      if (s.decodeStrings) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (chunk instanceof Buffer) {
      encoding = 'buffer';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = 'buffer';
    } else {
      throw invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
    }
  }
  let error;
  if (s.ending) {
    error = coded(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
  } else if (s.destroyed) {
    error = coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
  }
  if (error !== undefined) {
    process.nextTick(callback, error);
    errorOrDestroy(stream, error);
    return error;
  }
  s.pendingCallbacks++;
  const size = s.objectMode ? 1 : chunk.length;
  s.length += size;
  if (s.writing || s.corked > 0 || s.errored) {
    s.buffered.push({ chunk, encoding, callback, size });
  } else {
    hand(stream, s, [{ chunk, encoding, callback, size }]);
  }
  // Asked afterwards, as in Node: what has been taken at once leaves room.
  const room = s.length < s.highWaterMark || s.length === 0;
  if (!room) { s.needDrain = true; }
  return room && !s.errored && !s.destroyed;
}

// Gives one chunk, or all buffered ones at once when the stream takes that, to the implementation.
function hand(stream, s, items) {
  s.current = items;
  s.writing = true;
  s.sync = true;
  let called = false;
  const done = (error) => {
    if (called) { throw coded(Error, 'ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'); }
    called = true;
    written(stream, s, items, error);
  };
  if (s.destroyed) {
    done(coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
  } else if (items.length > 1) {
    stream._writev(items, done);
  } else if (stream._write === Writable.prototype._write && stream._writev) {
    stream._writev(items, done);
  } else {
    const item = items[0];
    stream._write(item.chunk, item.encoding, done);
  }
  s.sync = false;
}

function once(action) {
  let called = false;
  return (error) => {
    if (called) { throw coded(Error, 'ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'); }
    called = true;
    action(error);
  };
}

function written(stream, s, items, error) {
  s.writing = false;
  s.current = null;
  for (let i = 0; i < items.length; i++) { s.length -= items[i].size; }
  if (error) {
    if (!s.errored) { s.errored = error; }
    if (stream._readableState && !stream._readableState.errored) { stream._readableState.errored = error; }
    const fail = () => {
      s.pendingCallbacks -= items.length;
      for (const item of items) { item.callback(error); }
      failBuffered(s);
      errorOrDestroy(stream, error);
    };
    if (s.sync) { process.nextTick(fail); } else { fail(); }
    return;
  }
  if (s.buffered.length > 0) { drainBuffer(stream, s); }
  if (!s.sync) {
    afterWrite(stream, s, items.length, items);
  } else if (items.length === 1 && items[0].callback === none) {
    noticeLater(stream, s);
  } else {
    s.notice = null;
    process.nextTick(afterWrite, stream, s, items.length, items);
  }
}

// Like Node: writes nobody waits for share one tick, as long as no write with a callback comes between.
function noticeLater(stream, s) {
  const notice = s.notice;
  if (notice !== null) {
    notice.count++;
    return;
  }
  s.notice = { count: 1 };
  process.nextTick(notify, stream, s, s.notice);
}

function notify(stream, s, notice) {
  if (s.notice === notice) { s.notice = null; }
  afterWrite(stream, s, notice.count, null);
}

// items is null when none of the writes has a callback.
function afterWrite(stream, s, count, items) {
  if (!s.ending && !s.destroyed && s.length === 0 && s.needDrain) {
    s.needDrain = false;
    stream.emit('drain');
  }
  if (items === null) {
    s.pendingCallbacks -= count;
  } else {
    for (const item of items) {
      s.pendingCallbacks--;
      item.callback(null);
    }
  }
  if (s.destroyed) { failBuffered(s); }
  finishMaybe(stream, s);
}

function failBuffered(s) {
  // What is with the implementation now comes first; it calls again when that is done.
  if (s.writing) { return; }
  const waiting = s.buffered.splice(0);
  for (const item of waiting) {
    s.length -= item.size;
    item.callback(s.errored || coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
  }
  for (const callback of s.onFinish.splice(0)) {
    callback(s.errored || coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call end after a stream was destroyed'));
  }
}

function drainBuffer(stream, s) {
  if (s.corked > 0 || s.draining || s.destroyed) { return; }
  s.draining = true;
  if (s.buffered.length > 1 && stream._writev) {
    hand(stream, s, s.buffered.splice(0));
  } else {
    while (s.buffered.length > 0 && !s.writing) { hand(stream, s, [s.buffered.shift()]); }
  }
  s.draining = false;
}

function needsFinish(s) {
  return s.ending && !s.destroyed && s.length === 0 && !s.errored && s.buffered.length === 0 && !s.finished && !s.writing && !s.errorEmitted && !s.closeEmitted;
}

function prefinish(stream, s) {
  if (s.prefinished || s.finalCalled) { return; }
  if (typeof stream._final !== 'function' || s.destroyed) {
    s.prefinished = true;
    stream.emit('prefinish');
    return;
  }
  s.finalCalled = true;
  s.pendingCallbacks++;
  const done = once((error) => {
    s.pendingCallbacks--;
    if (error) {
      for (const callback of s.onFinish.splice(0)) { callback(error); }
      errorOrDestroy(stream, error);
    } else if (needsFinish(s)) {
      s.prefinished = true;
      stream.emit('prefinish');
      s.pendingCallbacks++;
      process.nextTick(finish, stream, s);
    }
  });
  try {
    stream._final(done);
  } catch (error) {
    done(error);
  }
}

function finishMaybe(stream, s, sync) {
  if (!needsFinish(s)) { return; }
  prefinish(stream, s);
  if (s.pendingCallbacks !== 0) { return; }
  s.pendingCallbacks++;
  if (sync) {
    process.nextTick(() => {
      if (needsFinish(s)) { finish(stream, s); } else { s.pendingCallbacks--; }
    });
  } else if (needsFinish(s)) {
    finish(stream, s);
  }
}

function finish(stream, s) {
  s.pendingCallbacks--;
  s.finished = true;
  for (const callback of s.onFinish.splice(0)) { callback(null); }
  stream.emit('finish');
  const r = stream._readableState;
  if (s.autoDestroy && (r === undefined || (r.autoDestroy && (r.endEmitted || r.readable === false)))) { stream.destroy(); }
}

const methods = {
  write(chunk, encoding, callback) { return write(this, chunk, encoding, callback) === true; },

  _write(chunk, encoding, callback) {
    if (!this._writev) { throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented'); }
    this._writev([{ chunk, encoding }], callback);
  },

  cork() { this._writableState.corked++; },

  uncork() {
    const s = this._writableState;
    if (s.corked > 0) {
      s.corked--;
      if (!s.writing) { drainBuffer(this, s); }
    }
  },

  setDefaultEncoding(encoding) {
    this._writableState.defaultEncoding = encodingOf(encoding);
    return this;
  },

  end(chunk, encoding, callback) {
    const s = this._writableState;
    if (typeof chunk === 'function') { callback = chunk; chunk = null; encoding = null; } else if (typeof encoding === 'function') { callback = encoding; encoding = null; }
    let error;
    if (chunk !== null && chunk !== undefined) {
      const result = write(this, chunk, encoding);
      if (result instanceof Error) { error = result; }
    }
    if (s.corked > 0) {
      s.corked = 1;
      this.uncork();
    }
    if (error === undefined) {
      if (!s.errored && !s.ending) {
        s.ending = true;
        finishMaybe(this, s, true);
        s.ended = true;
      } else if (s.finished) {
        error = coded(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished');
      } else if (s.destroyed) {
        error = coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call end after a stream was destroyed');
      }
    }
    if (typeof callback === 'function') {
      if (error) { process.nextTick(callback, error); } else if (s.finished) { process.nextTick(callback, null); } else { s.onFinish.push(callback); }
    }
    return this;
  },

  destroy(error, callback) {
    const s = this._writableState;
    if (!s.destroyed && (s.buffered.length > 0 || s.onFinish.length > 0)) { process.nextTick(failBuffered, s); }
    return destroy(this, error, callback);
  },
};

const getters = {
  writable() {
    const s = this._writableState;
    return Boolean(s) && s.writable !== false && !s.destroyed && !s.errored && !s.ending && !s.ended;
  },
  writableFinished() { return this._writableState.finished; },
  writableObjectMode() { return this._writableState.objectMode; },
  writableEnded() { return this._writableState.ending; },
  writableNeedDrain() { const s = this._writableState; return !s.destroyed && !s.ending && s.needDrain; },
  writableHighWaterMark() { return this._writableState.highWaterMark; },
  writableCorked() { return this._writableState.corked; },
  writableLength() { return this._writableState.length; },
  writableAborted() { const s = this._writableState; return Boolean((s.destroyed || s.errored) && !s.finished); },
};

Object.assign(Writable.prototype, methods, {
  _destroy(error, callback) { callback(error); },
  pipe() { errorOrDestroy(this, coded(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable')); },
});
for (const [name, get] of Object.entries(getters)) { Object.defineProperty(Writable.prototype, name, { configurable: true, get }); }
Object.defineProperty(Writable.prototype, 'destroyed', { configurable: true, get() { return Boolean(this._writableState) && this._writableState.destroyed; } });
Object.defineProperty(Writable.prototype, 'closed', { configurable: true, get() { return this._writableState.closed; } });
Object.defineProperty(Writable.prototype, 'errored', { configurable: true, get() { return this._writableState.errored; } });

// For Duplex, which is a Readable that also has all of this.
Object.defineProperty(Writable, 'mixInto', {
  value(prototype) {
    Object.assign(prototype, methods);
    for (const [name, get] of Object.entries(getters)) { Object.defineProperty(prototype, name, { configurable: true, get }); }
  },
});

module.exports = Writable;
