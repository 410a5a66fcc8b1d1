'use strict';
// A runtime for tests: listens on a real Unix socket in a directory of its own, spawns a module and talks to it in the
// framing of the test's choice. (Outside test/, where node --test takes every file for a test.)

const { spawn } = require('child_process');
const { once } = require('events');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const CONFORMANCE = path.join(__dirname, '..', '..', 'testees', 'js', 'conformance.js');
const EVAL = path.join(__dirname, 'fixtures', 'eval-module.js');
const GENEROUS_MS = 30000; // how long a test waits for what must come; only a failure takes that long

class FakeRuntime {
  /** Spawns `file`, accepts its connection and, unless told otherwise, initializes it. Ends with the test `t`. */
  static async start(t, { framing = 'ndjson', file = CONFORMANCE, config = {}, init = true, env = {} } = {}) {
    const runtime = new FakeRuntime(framing);
    t.after(() => runtime.dispose());
    await runtime.listen();
    await runtime.spawn(file, env);
    if (init) {
      await runtime.expectSuccess({ type: 'init', id: 'init', config });
    }
    return runtime;
  }

  constructor(framing) {
    this.framing = framing;
    this.directory = fs.mkdtempSync(path.join(os.tmpdir(), 'ixt-'));
    this.path = path.join(this.directory, 's');
    this.frames = []; // received, not yet taken
    this.waiting = []; // resolvers of receive()
    this.texts = new WeakMap(); // frame → its text
    this.rest = Buffer.alloc(0);
    this.stderr = '';
    this.nextId = 1;
    this.ended = false;
  }

  async listen() {
    this.server = net.createServer({ allowHalfOpen: true });
    this.server.listen(this.path);
    await once(this.server, 'listening');
  }

  async spawn(file, env) {
    this.child = spawn(process.execPath, [file], {
      env: Object.assign({}, process.env, { IXT_IPC_SOCKET: this.path, IXT_MODULE_ID: 'test:1.0.0/instance-001' }, env),
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    this.child.stderr.setEncoding('utf8').on('data', (text) => { this.stderr += text; });
    this.exited = Promise.all([once(this.child, 'exit'), once(this.child.stderr, 'close')]).then(([[code, signal]]) => signal || code);
    const [socket] = await Promise.race([
      once(this.server, 'connection'),
      this.exited.then((code) => { throw new Error(`the module ended with ${code} before it connected: ${this.stderr}`); }),
    ]);
    this.socket = socket;
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('end', () => this.over());
    socket.on('close', () => this.over());
    socket.on('error', () => {}); // a module that ends while we write; 'close' follows
  }

  take(chunk) {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      let body;
      if (this.framing === 'ndjson') {
        const lf = this.rest.indexOf(0x0a);
        if (lf === -1) { return; }
        body = this.rest.subarray(0, lf);
        this.rest = this.rest.subarray(lf + 1);
      } else {
        if (this.rest.length < 4 || this.rest.length - 4 < this.rest.readUInt32LE(0)) { return; }
        const size = this.rest.readUInt32LE(0);
        body = this.rest.subarray(4, 4 + size);
        this.rest = this.rest.subarray(4 + size);
      }
      const text = body.toString('utf8');
      const frame = JSON.parse(text);
      this.texts.set(frame, text);
      this.deliver(frame);
    }
  }

  deliver(frame) {
    const waiter = this.waiting.shift();
    if (waiter) { waiter(frame); } else { this.frames.push(frame); }
  }

  over() {
    this.ended = true;
    this.waiting.splice(0).forEach((waiter) => waiter(null));
  }

  /** The next frame, or null at the end of the stream. */
  receive() {
    if (this.frames.length > 0) { return Promise.resolve(this.frames.shift()); }
    if (this.ended) { return Promise.resolve(null); }
    const frame = new Promise((resolve) => { this.waiting.push(resolve); });
    return within(frame, () => `no frame came; stderr: ${this.stderr}`);
  }

  /** The JSON text in which a received frame came. */
  textOf(frame) {
    return this.texts.get(frame);
  }

  /** Resolves when the module has written this to stderr. */
  untilStderr(text) {
    const seen = new Promise((resolve) => {
      const look = () => this.stderr.includes(text) && resolve();
      this.child.stderr.on('data', look);
      look();
    });
    return within(seen, () => `"${text}" was not written; stderr: ${this.stderr}`);
  }

  frame(value) {
    const text = Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    if (this.framing === 'ndjson') { return Buffer.concat([text, Buffer.from('\n')]); }
    const header = Buffer.alloc(4);
    header.writeUInt32LE(text.length, 0);
    return Buffer.concat([header, text]);
  }

  /** Sends objects, texts or bytes, each as a frame. */
  send(...values) {
    this.socket.write(Buffer.concat(values.map((value) => this.frame(value))));
  }

  raw(bytes) {
    this.socket.write(bytes);
  }

  async ask(value) {
    this.send(value);
    return this.receive();
  }

  async expectSuccess(request) {
    const answer = await this.ask(request);
    if (answer === null || answer.success !== true || answer.id !== request.id) {
      throw new Error(`expected success of ${request.type}, got ${JSON.stringify(answer)}; stderr: ${this.stderr}`);
    }
    return answer.data;
  }

  handle(topic, payload, extra = {}) {
    const message = Object.assign({ topic, payload: Buffer.from(payload).toString('base64') }, extra.message);
    const id = extra.id === undefined ? this.nextId++ : extra.id;
    return { type: 'handle', id, message, context: { trace_id: 't', source_module: 'caller:1.0.0', timestamp: 1234567890.5 } };
  }

  run(steps, extra) {
    return this.handle('conformance.run', JSON.stringify({ steps }), extra);
  }

  /** The module's exit code, or the name of the signal that ended it. */
  exit() {
    return within(this.exited, () => `the module did not exit; stderr: ${this.stderr}`);
  }

  async shutDown() {
    await this.expectSuccess({ type: 'shutdown', id: 'bye' });
    return this.exit();
  }

  async dispose() {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) { this.child.kill('SIGKILL'); }
    if (this.socket) { this.socket.destroy(); }
    this.server.close();
    fs.rmSync(this.directory, { recursive: true, force: true });
  }
}

function within(promise, describe) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(describe())), GENEROUS_MS); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Runs a test once per framing. */
function inBothFramings(test, name, body) {
  for (const framing of ['ndjson', 'length']) {
    test(`${name} (${framing})`, (t) => body(t, framing));
  }
}

module.exports = { FakeRuntime, inBothFramings, CONFORMANCE, EVAL };
