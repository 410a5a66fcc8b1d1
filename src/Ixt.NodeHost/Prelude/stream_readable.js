'use strict';

const { Stream, destroy, errorOrDestroy } = require('stream_base');
const { coded, invalidArgType, AbortError } = require('errors');
const { Buffer } = require('buffer');
const EventEmitter = require('events');

class ReadableState {
  constructor(options, isDuplex) {
    this.objectMode = Boolean(options.objectMode || (isDuplex && options.readableObjectMode));
    const given = isDuplex && options.readableHighWaterMark !== undefined ? options.readableHighWaterMark : options.highWaterMark;
    this.highWaterMark = given === undefined || given === null ? (this.objectMode ? 16 : 16384) : given;
    this.buffer = [];
    this.length = 0;
    this.pipes = [];
    this.flowing = null;
    this.paused = null;
    this.ended = false;
    this.endEmitted = false;
    this.reading = false;
    this.sync = true;
    this.needReadable = false;
    this.emittedReadable = false;
    this.readableListening = false;
    this.resumeScheduled = false;
    this.readingMore = false;
    this.dataEmitted = false;
    this.destroyed = false;
    this.closed = false;
    this.closeEmitted = false;
    this.errored = null;
    this.errorEmitted = false;
    this.autoDestroy = options.autoDestroy !== false;
    this.emitClose = options.emitClose !== false;
    this.awaitDrain = new Set();
    this.decoder = null;
    this.encoding = null;
    if (options.encoding) { useEncoding(this, options.encoding); }
  }
}

function useEncoding(state, encoding) {
  const { StringDecoder } = require('string_decoder');
  state.decoder = new StringDecoder(encoding);
  state.encoding = state.decoder.encoding;
}

function Readable(options) {
  if (!(this instanceof Readable)) { return new Readable(options); }
  options = options || {};
  this._readableState = new ReadableState(options, this instanceof require('stream').Duplex);
  if (typeof options.read === 'function') { this._read = options.read; }
  if (typeof options.destroy === 'function') { this._destroy = options.destroy; }
  Stream.call(this, options);
  if (options.signal) { abortWith(options.signal, this); }
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
Readable.ReadableState = ReadableState;

function abortWith(signal, stream) {
  const onAbort = () => stream.destroy(new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) { onAbort(); } else { signal.addEventListener('abort', onAbort, { once: true }); }
}

function wantsMore(s) { return !s.ended && (s.length < s.highWaterMark || s.length === 0); }

function takeIn(stream, chunk, atFront) {
  const s = stream._readableState;
  if (s.flowing && s.length === 0 && !s.sync && !atFront && stream.listenerCount('data') > 0) {
    s.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    s.length += s.objectMode ? 1 : chunk.length;
    if (atFront) { s.buffer.unshift(chunk); } else { s.buffer.push(chunk); }
    if (s.needReadable) { announce(stream); }
  }
  if (!s.readingMore) {
    s.readingMore = true;
    process.nextTick(readAhead, stream, s);
  }
}

// Keeps asking the source until the buffer is full or the source has nothing at hand.
function readAhead(stream, s) {
  while (!s.reading && !s.ended && (s.length < s.highWaterMark || (s.flowing && s.length === 0))) {
    const before = s.length;
    stream.read(0);
    if (before === s.length) { break; }
  }
  s.readingMore = false;
}

function takeEnd(stream, s) {
  if (s.ended) { return; }
  if (s.decoder) {
    const rest = s.decoder.end();
    if (rest && rest.length > 0) {
      s.buffer.push(rest);
      s.length += s.objectMode ? 1 : rest.length;
    }
  }
  s.ended = true;
  if (s.sync) {
    announce(stream);
  } else {
    s.needReadable = false;
    s.emittedReadable = true;
    announceNow(stream);
  }
}

function push(stream, chunk, encoding, atFront) {
  const s = stream._readableState;
  if (chunk === null) {
    s.reading = false;
    takeEnd(stream, s);
    return false;
  }
  if (!s.objectMode) {
    if (typeof chunk === 'string') {
      const from = encoding || 'utf8';
      if (s.encoding !== from || s.decoder === null) { chunk = Buffer.from(chunk, from); }
    } else if (ArrayBuffer.isView(chunk)) {
      if (!(chunk instanceof Buffer)) { chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength); }
    } else if (chunk !== undefined) {
      errorOrDestroy(stream, invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk));
      return false;
    }
  }
  if (chunk === undefined || (!s.objectMode && chunk.length === 0)) {
    s.reading = atFront ? s.reading : false;
    if (!atFront && !s.readingMore) {
      s.readingMore = true;
      process.nextTick(readAhead, stream, s);
    }
    return wantsMore(s);
  }
  if (atFront) {
    if (s.endEmitted) { errorOrDestroy(stream, coded(Error, 'ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event')); return false; }
    if (s.destroyed || s.errored) { return false; }
    takeIn(stream, chunk, true);
  } else if (s.ended) {
    errorOrDestroy(stream, coded(Error, 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
    return false;
  } else if (s.destroyed || s.errored) {
    return false;
  } else {
    s.reading = false;
    const whole = s.decoder && !(typeof chunk === 'string') ? s.decoder.write(chunk) : chunk;
    if (s.objectMode || whole.length > 0) {
      takeIn(stream, whole, false);
    } else if (!s.readingMore) {
      s.readingMore = true;
      process.nextTick(readAhead, stream, s);
    }
  }
  return wantsMore(s);
}

function announce(stream) {
  const s = stream._readableState;
  s.needReadable = false;
  if (!s.emittedReadable) {
    s.emittedReadable = true;
    process.nextTick(announceNow, stream);
  }
}

function announceNow(stream) {
  const s = stream._readableState;
  if (!s.destroyed && !s.errored && (s.length > 0 || s.ended)) {
    stream.emit('readable');
    s.emittedReadable = false;
  }
  s.needReadable = !s.flowing && !s.ended && s.length <= s.highWaterMark;
  flow(stream);
}

function flow(stream) {
  const s = stream._readableState;
  while (s.flowing && stream.read() !== null) { /* read() emits */ }
}

function amount(n, s) {
  if (n <= 0 || (s.length === 0 && s.ended)) { return 0; }
  if (s.objectMode) { return 1; }
  if (Number.isNaN(n)) { return s.flowing && s.length > 0 ? s.buffer[0].length : s.length; }
  if (n <= s.length) { return n; }
  return s.ended ? s.length : 0;
}

function take(n, s) {
  if (s.length === 0) { return null; }
  if (s.objectMode) { return s.buffer.shift(); }
  if (!n || n >= s.length) {
    const all = s.buffer.length === 1 ? s.buffer[0] : s.decoder ? s.buffer.join('') : Buffer.concat(s.buffer, s.length);
    s.buffer = [];
    return all;
  }
  const parts = [];
  for (let left = n; left > 0;) {
    const first = s.buffer[0];
    if (first.length <= left) {
      parts.push(first);
      s.buffer.shift();
    } else {
      parts.push(first.slice(0, left));
      s.buffer[0] = first.slice(left);
    }
    left -= Math.min(left, first.length);
  }
  return s.decoder ? parts.join('') : parts.length === 1 ? parts[0] : Buffer.concat(parts, n);
}

function finishReading(stream) {
  const s = stream._readableState;
  if (!s.endEmitted) {
    s.ended = true;
    process.nextTick(emitEnd, stream, s);
  }
}

function emitEnd(stream, s) {
  if (s.errored || s.closeEmitted || s.endEmitted || s.length > 0) { return; }
  s.endEmitted = true;
  stream.emit('end');
  const w = stream._writableState;
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(() => {
      if (stream.writable && !w.ending && !w.destroyed) { stream.end(); }
    });
  } else if (s.autoDestroy && (w === undefined || (w.autoDestroy && (w.finished || w.writable === false)))) {
    stream.destroy();
  }
}

Object.assign(Readable.prototype, {
  push(chunk, encoding) { return push(this, chunk, encoding, false); },
  unshift(chunk, encoding) { return push(this, chunk, encoding, true); },

  _read() { throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented'); },
  _destroy(error, callback) { callback(error); },
  destroy(error, callback) { return destroy(this, error, callback); },

  isPaused() { return this._readableState.paused === true || this._readableState.flowing === false; },

  setEncoding(encoding) {
    const s = this._readableState;
    useEncoding(s, encoding);
    const text = s.buffer.map((chunk) => s.decoder.write(chunk)).join('');
    s.buffer = text === '' ? [] : [text];
    s.length = text.length;
    return this;
  },

  read(n) {
    n = n === undefined ? NaN : Number.isInteger(n) ? n : Number.parseInt(n, 10);
    const s = this._readableState;
    const asked = n;
    if (n > s.highWaterMark) { s.highWaterMark = Math.min(2 ** 30, 2 ** Math.ceil(Math.log2(n))); }
    if (n !== 0) { s.emittedReadable = false; }
    if (n === 0 && s.needReadable && ((s.highWaterMark !== 0 ? s.length >= s.highWaterMark : s.length > 0) || s.ended)) {
      if (s.length === 0 && s.ended) { finishReading(this); } else { announce(this); }
      return null;
    }
    n = amount(n, s);
    if (n === 0 && s.ended) {
      if (s.length === 0) { finishReading(this); }
      return null;
    }
    const refill = s.needReadable || s.length === 0 || s.length - n < s.highWaterMark;
    if (refill && !s.ended && !s.reading && !s.destroyed && !s.errored) {
      s.reading = true;
      s.sync = true;
      if (s.length === 0) { s.needReadable = true; }
      try {
        this._read(s.highWaterMark);
      } catch (error) {
        errorOrDestroy(this, error);
      }
      s.sync = false;
      if (!s.reading) { n = amount(asked, s); }
    }
    const chunk = n > 0 ? take(n, s) : null;
    if (chunk === null) {
      s.needReadable = s.length <= s.highWaterMark;
      n = 0;
    } else {
      s.length -= n;
    }
    if (s.length === 0) {
      if (!s.ended) { s.needReadable = true; }
      if (asked !== n && s.ended) { finishReading(this); }
    }
    if (chunk !== null && !s.errored && !s.closeEmitted) {
      s.dataEmitted = true;
      this.emit('data', chunk);
    }
    return chunk;
  },

  resume() {
    const s = this._readableState;
    if (!s.flowing) {
      s.flowing = !s.readableListening;
      if (!s.resumeScheduled) {
        s.resumeScheduled = true;
        process.nextTick(resumeNow, this, s);
      }
    }
    s.paused = false;
    return this;
  },

  pause() {
    const s = this._readableState;
    if (s.flowing !== false) {
      s.flowing = false;
      this.emit('pause');
    }
    s.paused = true;
    return this;
  },

  on(type, listener) {
    Stream.prototype.on.call(this, type, listener);
    const s = this._readableState;
    if (type === 'data') {
      s.readableListening = this.listenerCount('readable') > 0;
      if (s.flowing !== false) { this.resume(); }
    } else if (type === 'readable' && !s.endEmitted && !s.readableListening) {
      s.readableListening = s.needReadable = true;
      s.flowing = false;
      s.emittedReadable = false;
      if (s.length > 0) { announce(this); } else if (!s.reading) { process.nextTick(() => this.read(0)); }
    }
    return this;
  },

  removeListener(type, listener) {
    EventEmitter.prototype.removeListener.call(this, type, listener);
    if (type === 'readable') { process.nextTick(listenersWent, this); }
    return this;
  },

  removeAllListeners(...args) {
    EventEmitter.prototype.removeAllListeners.apply(this, args);
    if (args.length === 0 || args[0] === 'readable') { process.nextTick(listenersWent, this); }
    return this;
  },

  pipe(target, options) {
    const s = this._readableState;
    const source = this;
    s.pipes.push(target);
    const onData = (chunk) => {
      if (target.write(chunk) === false) {
        s.awaitDrain.add(target);
        source.pause();
      }
    };
    const onDrain = () => {
      s.awaitDrain.delete(target);
      if (s.awaitDrain.size === 0 && source.listenerCount('data') > 0) { source.resume(); }
    };
    const onEnd = () => target.end();
    const stop = () => source.unpipe(target);
    const cleanUp = () => {
      source.removeListener('data', onData);
      source.removeListener('end', onEnd);
      source.removeListener('end', stop);
      target.removeListener('drain', onDrain);
      target.removeListener('close', stop);
      target.removeListener('finish', stop);
      target.removeListener('unpipe', onUnpipe);
    };
    const onUnpipe = (from) => {
      if (from === source) { cleanUp(); }
    };
    const ends = (!options || options.end !== false) && target !== process.stdout && target !== process.stderr;
    if (s.endEmitted) { process.nextTick(ends ? onEnd : stop); } else { source.once('end', ends ? onEnd : stop); }
    target.on('unpipe', onUnpipe);
    target.on('drain', onDrain);
    source.on('data', onData);
    target.once('close', stop);
    target.once('finish', stop);
    target.emit('pipe', source);
    if (target.writableNeedDrain === true) { source.pause(); } else if (!s.flowing) { source.resume(); }
    return target;
  },

  unpipe(target) {
    const s = this._readableState;
    const gone = target === undefined ? s.pipes.splice(0) : s.pipes.includes(target) ? s.pipes.splice(s.pipes.indexOf(target), 1) : [];
    if (gone.length > 0 && s.pipes.length === 0) { this.pause(); }
    for (const each of gone) { each.emit('unpipe', this, { hasUnpiped: false }); }
    return this;
  },

  [Symbol.asyncIterator]() { return iterate(this); },
});
Readable.prototype.addListener = Readable.prototype.on;
Readable.prototype.off = Readable.prototype.removeListener;

function resumeNow(stream, s) {
  if (!s.reading) { stream.read(0); }
  s.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (s.flowing && !s.reading) { stream.read(0); }
}

function listenersWent(stream) {
  const s = stream._readableState;
  s.readableListening = stream.listenerCount('readable') > 0;
  if (s.resumeScheduled && s.paused === false) {
    s.flowing = true;
  } else if (stream.listenerCount('data') > 0) {
    stream.resume();
  } else if (!s.readableListening) {
    s.flowing = null;
  }
}

async function* iterate(stream) {
  let wake = () => {};
  let failure;
  let over = false;
  const signal = () => wake();
  const onError = (error) => { failure = error; over = true; signal(); };
  const onOver = () => { over = true; signal(); };
  const onClose = () => {
    if (!stream._readableState.endEmitted && failure === undefined) { failure = coded(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'); }
    onOver();
  };
  stream.on('readable', signal);
  stream.on('error', onError);
  stream.on('end', onOver);
  stream.on('close', onClose);
  try {
    while (true) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) {
        yield chunk;
      } else if (failure) {
        throw failure;
      } else if (over || stream._readableState.endEmitted) {
        return;
      } else {
        await new Promise((resolve) => { wake = resolve; });
      }
    }
  } finally {
    stream.removeListener('readable', signal);
    stream.removeListener('error', onError);
    stream.removeListener('end', onOver);
    stream.removeListener('close', onClose);
    if (!stream.destroyed && (!over || stream._readableState.autoDestroy)) { stream.destroy(); }
  }
}

const getters = {
  readable() {
    const s = this._readableState;
    return Boolean(s) && s.readable !== false && !s.destroyed && !s.errorEmitted && !s.endEmitted;
  },
  readableDidRead() { return this._readableState.dataEmitted; },
  readableAborted() { const s = this._readableState; return Boolean((s.destroyed || s.errored) && !s.endEmitted); },
  readableHighWaterMark() { return this._readableState.highWaterMark; },
  readableLength() { return this._readableState.length; },
  readableObjectMode() { return this._readableState.objectMode; },
  readableEncoding() { return this._readableState.encoding; },
  readableEnded() { return this._readableState.endEmitted; },
  readableFlowing() { return this._readableState.flowing; },
  errored() { return this._readableState.errored; },
  closed() { return this._readableState.closed; },
  destroyed() { return Boolean(this._readableState) && this._readableState.destroyed; },
};
for (const [name, get] of Object.entries(getters)) { Object.defineProperty(Readable.prototype, name, { configurable: true, get }); }

Readable.from = function from(iterable, options) {
  const iterator = iterable[Symbol.asyncIterator] ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  let busy = false;
  const pull = async (stream) => {
    busy = true;
    try {
      while (true) {
        const { value, done } = await iterator.next();
        if (done) { stream.push(null); break; }
        if (!stream.push(await value)) { break; }
      }
    } catch (error) {
      stream.destroy(error);
    }
    busy = false;
  };
  return new Readable({ objectMode: true, highWaterMark: 1, ...options, read() { if (!busy) { pull(this); } } });
};

module.exports = Readable;
