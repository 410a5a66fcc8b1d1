'use strict';

// Clients of Unix domain sockets.
const pipe = require('#pipe');
const { Duplex } = require('stream');
const { Buffer, wrap } = require('buffer');
const { coded, invalidArgType, socketError } = require('errors');

function Socket(options) {
  if (!(this instanceof Socket)) { return new Socket(options); }
  options = typeof options === 'object' && options !== null ? options : {};
  Duplex.call(this, { ...options, allowHalfOpen: Boolean(options.allowHalfOpen), emitClose: false, autoDestroy: true, decodeStrings: false, readable: true, writable: true });
  this.connecting = false;
  this._hadError = false;
  this._host = null;
  this.timeout = 0;
  Object.defineProperty(this, '_io', {
    value: { id: 0, reading: false, callback: null, onShutdown: null, idle: null, read: 0, written: 0, path: null, isRef: true },
  });
  this.on('end', afterEnd);
  if (options.signal) {
    const { signal } = options;
    const onAbort = () => this.destroy(signal.reason);
    if (signal.aborted) { process.nextTick(onAbort); } else { signal.addEventListener('abort', onAbort, { once: true }); }
  }
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

// Once the peer has ended and half-open is not wanted, a late write is an error of its own kind.
function afterEnd() {
  if (!this.allowHalfOpen) { this.write = writeAfterEnd; }
}

function writeAfterEnd(chunk, encoding, callback) {
  if (!this.writableEnded) { return Duplex.prototype.write.call(this, chunk, encoding, callback); }
  if (typeof encoding === 'function') { callback = encoding; }
  const error = new Error('This socket has been ended by the other party');
  error.code = 'EPIPE';
  if (typeof callback === 'function') { process.nextTick(callback, error); }
  this.destroy(error);
  return false;
}

function touch(socket) {
  if (socket._io.idle !== null) { socket._io.idle.refresh(); }
}

function send(socket, bytes, callback) {
  const io = socket._io;
  if (io.idle !== null) { io.idle.refresh(); }
  const size = bytes.byteLength;
  io.written += size;
  const code = size === 0 ? null : pipe.write(io.id, bytes.buffer, bytes.byteOffset, size);
  if (code === null) {
    callback(null);
  } else if (code === '') {
    io.callback = callback;
  } else {
    callback(socketError(code, 'write'));
  }
}

function onConnect(code) {
  if (this.destroyed) { return; }
  this.connecting = false;
  if (code !== null) {
    this.destroy(socketError(code, 'connect', this._io.path));
    return;
  }
  touch(this);
  this.emit('connect');
  this.emit('ready');
  if (!this.destroyed && this.readable && !this.isPaused()) { this.read(0); }
}

function onRead(result) {
  const io = this._io;
  touch(this);
  if (result === null) {
    io.reading = false;
    this.push(null);
    this.read(0);
  } else if (typeof result === 'string') {
    io.reading = false;
    this.destroy(socketError(result, 'read'));
  } else {
    const chunk = wrap(result);
    io.read += chunk.length;
    if (!this.push(chunk) && io.id !== 0) {
      io.reading = false;
      pipe.readStop(io.id);
    }
  }
}

function onWrite(code) {
  const { callback } = this._io;
  this._io.callback = null;
  touch(this);
  if (callback) { callback(code === null ? null : socketError(code, 'write')); }
}

function onShutdown(code) {
  const callback = this._io.onShutdown;
  this._io.onShutdown = null;
  if (callback) { callback(code === null || code === 'ENOTCONN' ? null : socketError(code, 'shutdown')); }
}

function onClose() { this.emit('close', this._hadError); }

function connectArguments(args) {
  const callback = typeof args[args.length - 1] === 'function' ? args[args.length - 1] : null;
  const first = args[0];
  if (Array.isArray(first)) { return connectArguments(first); }
  if (typeof first === 'object' && first !== null) { return [first, callback]; }
  if (typeof first === 'string' && !(Number(first) >= 0)) { return [{ path: first }, callback]; }
  return [{ port: first }, callback];
}

const methods = {
  connect(...args) {
    const [options, callback] = connectArguments(args);
    if (options.path === undefined || options.path === null) {
      if (options.port === undefined) { throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified'); }
      throw coded(Error, 'ERR_TCP_NOT_PROVIDED', 'This host connects to Unix sockets only: give a path');
    }
    if (typeof options.path !== 'string') { throw invalidArgType('options.path', 'of type string', options.path); }
    const io = this._io;
    if (callback) { this.once('connect', callback); }
    this.connecting = true;
    io.path = options.path;
    io.id = pipe.open(this, onConnect, onRead, onWrite, onShutdown, onClose);
    if (!io.isRef) { pipe.setRef(io.id, false); }
    touch(this);
    pipe.connect(io.id, options.path);
    return this;
  },

  _read() {
    const io = this._io;
    if (this.connecting || io.id === 0) {
      this.once('connect', () => this._read());
    } else if (!io.reading) {
      io.reading = true;
      pipe.readStart(io.id);
    }
  },

  _write(chunk, encoding, callback) {
    if (this.connecting || this._io.id === 0) {
      this._writev([{ chunk, encoding }], callback);
    } else {
      send(this, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk, callback);
    }
  },

  _writev(items, callback) {
    if (this.connecting) {
      const failed = () => callback(coded(Error, 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established'));
      this.once('connect', () => {
        this.removeListener('close', failed);
        this._writev(items, callback);
      });
      this.once('close', failed);
      return;
    }
    if (this._io.id === 0) {
      callback(coded(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
      return;
    }
    const chunks = items.map((item) => (typeof item.chunk === 'string' ? Buffer.from(item.chunk, item.encoding) : item.chunk));
    send(this, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks), callback);
  },

  _final(callback) {
    if (this.connecting) {
      this.once('connect', () => this._final(callback));
      return;
    }
    if (this._io.id === 0) {
      callback();
      return;
    }
    this._io.onShutdown = callback;
    pipe.shutdown(this._io.id);
  },

  _destroy(error, callback) {
    const io = this._io;
    this.connecting = false;
    if (io.idle !== null) { clearTimeout(io.idle); io.idle = null; }
    this._hadError = Boolean(error);
    if (io.id === 0) {
      callback(error);
      process.nextTick(() => this.emit('close', this._hadError));
      return;
    }
    const { id } = io;
    const pending = io.callback;
    io.id = 0;
    io.reading = false;
    io.callback = null;
    pipe.close(id);
    callback(error);
    if (pending) { process.nextTick(pending, error || socketError('ECANCELED', 'write')); }
  },

  destroySoon() {
    if (this.writable) { this.end(); }
    if (this.writableFinished) { this.destroy(); } else { this.once('finish', this.destroy); }
  },

  resetAndDestroy() { return this.destroy(); },

  setTimeout(ms, callback) {
    const io = this._io;
    this.timeout = ms;
    if (io.idle !== null) { clearTimeout(io.idle); io.idle = null; }
    if (ms === 0) {
      if (callback) { this.removeListener('timeout', callback); }
    } else {
      io.idle = setTimeout(() => this.emit('timeout'), ms).unref();
      if (callback) { this.once('timeout', callback); }
    }
    return this;
  },

  ref() { return setRef(this, true); },
  unref() { return setRef(this, false); },
  setNoDelay() { return this; },
  setKeepAlive() { return this; },
  address: () => ({}),
};

function setRef(socket, isRef) {
  socket._io.isRef = isRef;
  if (socket._io.id !== 0) { pipe.setRef(socket._io.id, isRef); }
  return socket;
}

for (const [name, method] of Object.entries(methods)) { Socket.prototype[name] = method; }

const getters = {
  pending() { return this._io.id === 0 || this.connecting; },
  readyState() {
    if (this.connecting) { return 'opening'; }
    if (this.readable && this.writable) { return 'open'; }
    return this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed';
  },
  bufferSize() { return this._io.id === 0 ? undefined : this.writableLength; },
  bytesRead() { return this._io.read; },
  bytesWritten() {
    const s = this._writableState;
    let waiting = 0;
    for (const { chunk, encoding } of s.buffered) { waiting += typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length; }
    if (this.connecting && s.current) {
      for (const { chunk, encoding } of s.current) { waiting += typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length; }
    }
    return this._io.written + waiting;
  },
};
for (const [name, get] of Object.entries(getters)) { Object.defineProperty(Socket.prototype, name, { configurable: true, get }); }

function connect(...args) {
  const [options] = connectArguments(args);
  const socket = new Socket(options);
  if (options.timeout) { socket.setTimeout(options.timeout); }
  return socket.connect(...args);
}

function notProvided() { throw coded(Error, 'ERR_SERVER_NOT_PROVIDED', 'This host has no listening sockets'); }

const isIPv4 = (text) => /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(text) && !/(^|\.)0\d/.test(text);
const isIPv6 = (text) => /^[0-9a-f:.]+$/i.test(text) && text.includes(':') && (text.match(/::/g) || []).length <= 1;

module.exports = {
  Socket, Stream: Socket, connect, createConnection: connect,
  Server: notProvided, createServer: notProvided,
  isIPv4, isIPv6, isIP: (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0),
};
