'use strict';

const EventEmitter = require('events');
const binding = require('#process');
const { checkFunction, coded, invalidArgType } = require('errors');

const signals = { SIGHUP: 1, SIGINT: 2, SIGUSR2: 12, SIGTERM: 15 };

const process = Object.create(Object.create(EventEmitter.prototype, {
  constructor: { value: { process: function () {} }.process, writable: true, configurable: true },
}));
EventEmitter.call(process);
// As in Node, process is an ordinary emitter whose bookkeeping does not show up in a listing.
for (const name of ['_events', '_eventsCount', '_maxListeners']) {
  Object.defineProperty(process, name, { value: process[name], writable: true, configurable: true, enumerable: false });
}
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });
Object.defineProperty(process, EventEmitter.listenersChanged, {
  value: (type) => {
    if (Object.hasOwn(signals, type)) { binding.listening(type, process.listenerCount(type) > 0); }
  },
});

let exiting = false;

function exitCode() {
  const code = process.exitCode;
  return code === undefined || code === null ? 0 : Number(code) | 0;
}

function runExitHandlers() {
  if (!exiting) {
    exiting = true;
    process._exiting = true;
    process.emit('exit', exitCode());
  }
}

class OutputStream extends EventEmitter {
  constructor(fd) {
    super();
    this.fd = fd;
    this.writable = true;
    this._type = 'pipe';
  }

  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') { callback = encoding; encoding = undefined; }
    if (typeof chunk === 'string') {
      if (encoding === undefined || encoding === 'utf8' || encoding === 'utf-8') {
        binding.write(this.fd === 2, chunk);
      } else {
        return this.write(Buffer.from(chunk, encoding), callback);
      }
    } else if (chunk instanceof Uint8Array) {
      binding.writeBytes(this.fd === 2, chunk.buffer, chunk.byteOffset, chunk.byteLength);
    } else {
      throw invalidArgType('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
    }
    if (typeof callback === 'function') { process.nextTick(callback); }
    return true;
  }

  end(chunk, encoding, callback) {
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') { this.write(chunk, encoding); }
    const done = [chunk, encoding, callback].find((a) => typeof a === 'function');
    if (done) { process.nextTick(done); }
    return this;
  }

  cork() {}
  uncork() {}
  destroy() { return this; }
  get writableLength() { return 0; }
  get writableHighWaterMark() { return 16384; }
  get destroyed() { return false; }
}

// Never readable, never ends: a module that watches stdin sees a quiet one.
class InputStream extends EventEmitter {
  constructor() { super(); this.fd = 0; this.readable = true; }
  setEncoding() { return this; }
  resume() { return this; }
  pause() { return this; }
  ref() { return this; }
  unref() { return this; }
  read() { return null; }
}

function hrtime(previous) {
  const ns = Math.floor(require('#timers').now() * 1e6);
  let seconds = Math.floor(ns / 1e9);
  let rest = ns % 1e9;
  if (previous !== undefined) {
    seconds -= previous[0];
    rest -= previous[1];
    if (rest < 0) { seconds--; rest += 1e9; }
  }
  return [seconds, rest];
}
hrtime.bigint = () => BigInt(Math.floor(require('#timers').now() * 1e6));

function memoryUsage() {
  const heapUsed = binding.heapUsed();
  return { rss: heapUsed, heapTotal: heapUsed, heapUsed, external: 0, arrayBuffers: 0 };
}
memoryUsage.rss = () => binding.heapUsed();

function warningOf(warning, type, code) {
  if (warning instanceof Error) { return warning; }
  const error = new Error(warning);
  error.name = String((typeof type === 'object' && type !== null ? type.type : type) || 'Warning');
  const given = typeof type === 'object' && type !== null ? type.code : code;
  if (given !== undefined) { error.code = given; }
  return error;
}

Object.assign(process, {
  title: 'node',
  version: 'v20.20.2',
  versions: { node: '20.20.2', jint: '4.18.0', v8: '11.3.244.8-node.38', uv: '1.46.0', modules: '115' },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node', lts: 'Iron' },
  argv: binding.argv,
  argv0: 'node',
  execArgv: [],
  execPath: '/usr/bin/node',
  pid: binding.pid,
  ppid: 1,
  exitCode: undefined,
  features: {},
  config: { target_defaults: {}, variables: {} },
  env: new Proxy(binding.env, {
    // What is stored there is text, whatever is assigned.
    set(target, key, value) { target[key] = String(value); return true; },
    defineProperty(target, key, descriptor) { return Reflect.defineProperty(target, key, { ...descriptor, configurable: true, enumerable: true, writable: true }); },
  }),

  cwd: () => binding.cwd,
  uptime: () => binding.seconds(),
  umask: () => 0o22,
  getuid: () => 1000,
  geteuid: () => 1000,
  getgid: () => 1000,
  getegid: () => 1000,
  hrtime,
  memoryUsage,
  // Of the whole process that hosts this one.
  cpuUsage: (before) => ({ user: Math.floor(binding.cpuMicroseconds()) - (before ? before.user : 0), system: 0 }),

  nextTick(callback, ...args) {
    checkFunction(callback, 'callback');
    binding.tick(callback, args.length === 0 ? undefined : args);
  },

  exit(code) {
    if (code !== undefined) { process.exitCode = code; }
    runExitHandlers();
    binding.exit(exitCode());
  },

  reallyExit(code) { binding.exit(code | 0); },
  abort() { binding.exit(134); },

  kill(pid, signal = 'SIGTERM') {
    const name = typeof signal === 'number' ? Object.keys(signals).find((s) => signals[s] === signal) || signal : signal;
    if (name === 0) { return true; }
    if (pid !== process.pid) { throw Object.assign(new Error('kill ESRCH'), { errno: -3, code: 'ESRCH', syscall: 'kill' }); }
    if (name !== 'SIGKILL' && !Object.hasOwn(signals, name)) { throw coded(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${name}`); }
    binding.raise(name);
    return true;
  },

  emitWarning(warning, type, code) {
    const error = warningOf(warning, type, code);
    process.nextTick(() => {
      if (!process.noDeprecation || error.name !== 'DeprecationWarning') {
        const label = error.code ? `[${error.code}] ` : '';
        binding.write(true, `(node:${process.pid}) ${label}${error.name}: ${error.message}\n`);
        process.emit('warning', error);
      }
    });
  },

  stdout: new OutputStream(1),
  stderr: new OutputStream(2),
  stdin: new InputStream(),
});

const uncaughtName = (isRejection) => (isRejection ? 'unhandledRejection' : 'uncaughtException');

// What Node throws for a rejection whose reason is not an Error.
function rejectionError(reason) {
  if (reason instanceof Error) { return reason; }
  return coded(Error, 'ERR_UNHANDLED_REJECTION',
    'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was ' +
    `not handled with .catch(). The promise rejected with the reason "${require('inspect').inspect(reason)}".`);
}

// How the host drives this process.
const hooks = {
  onSignal: (name, number) => process.emit(name, name, number),

  onUncaught(error, isRejection) {
    const shown = isRejection ? rejectionError(error) : error;
    process.emit('uncaughtExceptionMonitor', shown, uncaughtName(isRejection));
    return process.emit('uncaughtException', shown, uncaughtName(isRejection));
  },

  onRejection: (reason, promise) => process.emit('unhandledRejection', reason, promise),
  onLateHandling: (promise) => process.emit('rejectionHandled', promise),
  beforeExit: () => process.emit('beforeExit', exitCode()),

  exit(code) {
    if (code !== undefined) { process.exitCode = code; }
    runExitHandlers();
    return exitCode();
  },

  describe(error, isRejection) {
    const shown = isRejection ? rejectionError(error) : error;
    const { inspect } = require('inspect');
    const text = shown instanceof Error ? inspect(shown) : `Uncaught:\n${inspect(shown)}`;
    return `${text}\n\nNode.js ${process.version} (Ixt.NodeHost)\n`;
  },
};

Object.defineProperty(process, 'hooks', { value: hooks, enumerable: false });
globalThis.process = process;
module.exports = process;
