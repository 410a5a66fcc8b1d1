'use strict';
// IXT module SDK for Node.js 14 and later. One file, no dependencies: copy it beside your module.
//
// THIS IS A RE-CREATION from the published README of the IXT Node.js SDK. It is not the original
// `ixt-process-module.js`, whose source was not available; the wire protocol it speaks is spec/PROTOCOL.md.
// To put the original in its place, either
//   - give its path to the conformance runner:  dotnet run --project src/Ixt.Conformance -- run --js FILE
//   - or replace this file:                     js-reference/ixt-process-module.js
// What the README does not say, and is therefore our decision, is marked "ours" below.

const net = require('net');

// ---------------------------------------------------------------------------------------------------------------------
// Limits (spec/PROTOCOL.md, "Limits")

const MAX_FRAME = 16 * 1024 * 1024 - 1; // bytes of JSON text, without the header or the LF
const MAX_DEPTH = 64; // the outermost object is depth 1
const MAX_SOCKET_PATH = 107; // bytes; what a Linux sockaddr_un holds
const MAX_OUTSTANDING = 8192; // handles being worked on
const MAX_UNSENT = 1024 * 1024; // bytes waiting to be written before reading pauses
const MAX_TIMER = 2147483647; // ms; Node fires longer timers at once
const DEFAULT_GRACE_MS = 5000;
const CALL_TIMEOUT_MS = 30000;
const MAX_ERROR_MESSAGE = 64 * 1024; // UTF-16 units of an exception's message that reach the wire

const VERSIONS = ['1.0', '1.1']; // ascending
const ENCODINGS = ['json'];
const FEATURES = ['cancel'];
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

const SURROGATE = /[\ud800-\udfff]/;

const EXIT_OK = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 64;

// ---------------------------------------------------------------------------------------------------------------------
// What a module author sees

/** Base class of an IXT module: override the four `on…` methods, then call `new MyModule().run()`. */
class IxtProcessModule {
  /**
   * @param {object} [options] ours; nobody has to pass it.
   * @param {number} [options.maxOutstanding=8192] handles worked on at once; more are answered OVERLOADED.
   * @param {number} [options.callTimeoutMs=30000] how long a service call waits for its answer, in milliseconds.
   */
  constructor(options) {
    this._ixt = new Engine(this, options || {}); // the only field, so that it cannot clash with a subclass's own
  }

  /** Called once with the configuration of the manifest. A throw is answered INIT_FAILED; the runtime may try again. */
  async onInit(config) {} // eslint-disable-line no-unused-vars

  /**
   * Called for every message, also while earlier ones are still awaiting something. Return `this.success(…)` or
   * `this.error(…)`; returning nothing is `this.success()` (ours). A throw is answered HANDLER_ERROR.
   * @param {{topic: string, payload: string, priority: number, ttl_ms?: number}} message
   * @param {{trace_id: string, source_module: string, timestamp: number, cancelled: Promise<void>}} context
   *   `cancelled` (ours, not enumerable) resolves when the runtime cancels this message or the module has to stop.
   */
  async onHandle(message, context) { // eslint-disable-line no-unused-vars
    throw new Error('onHandle is not implemented');
  }

  /** Called once before the process ends, if onInit had succeeded. A throw makes the exit code 1. */
  async onShutdown() {}

  /** Returns an object with a boolean `healthy`. */
  async onHealthCheck() {
    return { healthy: true };
  }

  /** The response of a message that went well. `data` becomes a JSON object; nothing given is `{}`. */
  success(data) {
    return { success: true, data: isAbsent(data) ? {} : data };
  }

  /** The response of a message that failed. `details` is optional and any JSON value. No message: the code (ours). */
  error(code, message, details) {
    return failure(String(code), String(isAbsent(message) || message === '' ? code : message), details);
  }

  /** Base64 of a Buffer or other binary view, or of a string's UTF-8. Ours: anything else is encoded as its JSON. */
  encodePayload(data) {
    if (ArrayBuffer.isView(data)) {
      return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
    }
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    if (text === undefined) { throw new TypeError('encodePayload: undefined and functions have no JSON form'); }
    return Buffer.from(text, 'utf8').toString('base64');
  }

  /** Base64 to Buffer. As lenient as Node is; `message.payload` has been checked to be strict base64 before onHandle. */
  decodePayload(payload) {
    if (typeof payload !== 'string') { throw new TypeError('decodePayload: the payload must be a base64 string'); }
    return Buffer.from(payload, 'base64');
  }

  /** Writes one informational line to stderr, which the runtime captures. */
  log(message) {
    writeLine('INFO', message);
  }

  /** Writes one error line to stderr, which the runtime captures. */
  logError(message) {
    writeLine('ERROR', message);
  }

  /**
   * Sends a message to another module and resolves to its response: `{success: true, data}` or `{success: false,
   * error: {code, message, details?}}`. Ours: failures on the way (MODULE_UNAVAILABLE, TIMEOUT, CONNECTION_LOST, …) are
   * such an error as well; only wrong arguments reject.
   * @param {number} [priority=1] 1 low, 2 normal, 3 high, 4 critical.
   * @param {number} [ttlMs] milliseconds the message may wait; omitted: no limit of its own.
   */
  async sendMessage(topic, payload, priority = 1, ttlMs) {
    demand(isName(topic, 255) && isText(topic), 'sendMessage: topic must be a string of 1 to 255 characters, without a lone surrogate');
    demand(isPriority(priority), 'sendMessage: priority must be 1, 2, 3 or 4');
    demand(isAbsent(ttlMs) || isCount(ttlMs), 'sendMessage: ttlMs must be a whole number of milliseconds');
    const params = { topic, payload: this.encodePayload(payload), priority };
    if (!isAbsent(ttlMs)) { params.ttl_ms = ttlMs; }
    try {
      const response = await this._ixt.call('message_bus', 'send', params);
      if (firstFault(response, RESPONSE) !== null) {
        throw new IxtError('PROTOCOL_ERROR', 'message_bus.send was answered with something that is not a response');
      }
      return response;
    } catch (error) {
      if (error instanceof IxtError) { return failure(error.code, error.message, error.details); }
      throw error;
    }
  }

  /** Reads a value. Ours (the README is silent): resolves to a Buffer, or to null when the key is absent. */
  async kvGet(key) {
    const data = await this._ixt.call('kv', 'get', { key: kvKey(key) });
    if (!flag(data, 'found')) { return null; }
    if (typeof data.value !== 'string' || !isBase64(data.value)) {
      throw new IxtError('PROTOCOL_ERROR', 'kv.get was answered without a base64 value');
    }
    return Buffer.from(data.value, 'base64');
  }

  /** Stores a value: what encodePayload accepts. `ttlMs` (optional, at least 1): forget it after so many milliseconds. */
  async kvSet(key, value, ttlMs) {
    demand(isAbsent(ttlMs) || (isCount(ttlMs) && ttlMs >= 1), 'kvSet: ttlMs must be a whole number, at least 1');
    const params = { key: kvKey(key), value: this.encodePayload(value) };
    if (!isAbsent(ttlMs)) { params.ttl_ms = ttlMs; }
    await this._ixt.call('kv', 'set', params);
  }

  /** Deletes a key. Resolves to whether it was there. */
  async kvDelete(key) {
    return flag(await this._ixt.call('kv', 'delete', { key: kvKey(key) }), 'deleted');
  }

  /** Resolves to whether the key is there. */
  async kvExists(key) {
    return flag(await this._ixt.call('kv', 'exists', { key: kvKey(key) }), 'exists');
  }

  /** Sends a structured log entry to the runtime, one-way: nothing is awaited. `fields` is an optional JSON object. */
  async logStructured(level, message, fields) {
    demand(LEVELS.indexOf(level) !== -1, `logStructured: level must be one of ${LEVELS.join(', ')}`);
    demand(isAbsent(fields) || isObject(fields), 'logStructured: fields must be an object');
    const params = { level, message: String(message) };
    if (!isAbsent(fields)) { params.fields = fields; }
    this._ixt.post({ type: 'service_request', service: 'logging', method: 'log', params });
  }

  /** Connects to the runtime named by IXT_IPC_SOCKET and serves it. Ends the process when it is done. */
  run() {
    this._ixt.start();
  }
}

/** A failed service call. `code` is the runtime's, or TIMEOUT, CONNECTION_LOST, FRAME_TOO_LARGE, … found on this side. */
class IxtError extends Error {
  constructor(code, message, details) {
    super(message);
    this.name = 'IxtError';
    this.code = code;
    if (!isAbsent(details)) { this.details = details; }
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Values

function isAbsent(value) { return value === undefined || value === null; }
function isObject(value) { return typeof value === 'object' && value !== null && !Array.isArray(value); }
function isString(value) { return typeof value === 'string'; }
function isBoolean(value) { return typeof value === 'boolean'; }
function isName(value, longest) { return typeof value === 'string' && value.length >= 1 && value.length <= longest; }
function isCount(value) { return Number.isSafeInteger(value) && value >= 0; }
function isPriority(value) { return Number.isInteger(value) && value >= 1 && value <= 4; }
function isTime(value) { return typeof value === 'number' && Number.isFinite(value) && value >= 0; }
function isId(value) { return isCount(value) || (isName(value, 128) && isText(value)); }

/** Whether a string has a UTF-8 form: one with a lone surrogate has none, so it could not be echoed. */
function isText(value) { return !SURROGATE.test(value) || Buffer.from(value, 'utf8').toString('utf8') === value; }

/** Strict base64, RFC 4648 §4: what encoding gives back unchanged. (Node's decoder alone skips what it does not know.) */
function isBase64(text) {
  return text.length % 4 === 0 && Buffer.from(text, 'base64').toString('base64') === text;
}

function demand(condition, message) {
  if (!condition) { throw new TypeError(message); }
}

function kvKey(key) {
  demand(isName(key, 1024) && isText(key), 'the key must be a string of 1 to 1024 characters, without a lone surrogate');
  return key;
}

function flag(data, name) {
  if (!isBoolean(data[name])) { throw new IxtError('PROTOCOL_ERROR', `the runtime's answer has no boolean "${name}"`); }
  return data[name];
}

function messageOf(error) {
  const message = String(error instanceof Error ? error.message : error);
  return message === '' ? 'no message' : message.slice(0, MAX_ERROR_MESSAGE);
}

function writeLine(level, message) {
  process.stderr.write(`[${level}] ${process.env.IXT_MODULE_ID || 'module'}: ${message}\n`);
}

/** Milliseconds of a clock that is never set back. */
function now() {
  return process.uptime() * 1000;
}

// ---------------------------------------------------------------------------------------------------------------------
// Envelope: what a frame of the runtime must look like, as [JSON pointer, test, required, test of each item].
// A null counts as absent. A rule below an absent optional member does not apply.

const RULES = {
  init: rules([
    ['/config', isObject, true],
    ['/protocol', isObject, false],
    ['/protocol/versions', (list) => Array.isArray(list) && list.length > 0, true, isString],
    ['/protocol/encodings', (list) => Array.isArray(list) && list.length > 0, true, isString],
    ['/protocol/features', Array.isArray, true, isString],
  ]),
  handle: rules([
    ['/message', isObject, true],
    ['/message/topic', (topic) => isName(topic, 255), true],
    ['/message/payload', isString, true],
    ['/message/priority', isPriority, false],
    ['/message/ttl_ms', isCount, false],
    ['/context', isObject, true],
    ['/context/trace_id', isString, true],
    ['/context/source_module', isString, true],
    ['/context/timestamp', isTime, true],
  ]),
  health_check: rules([]),
  shutdown: rules([['/grace_ms', isCount, false]]),
  cancel: rules([]),
};
const SUCCESS = rules([['/success', isBoolean, true], ['/data', isObject, true]]);
const FAILURE = rules([
  ['/success', isBoolean, true],
  ['/error', isObject, true],
  ['/error/code', (code) => isString(code) && code !== '', true],
  ['/error/message', isString, true],
]);
const RESPONSE = (response) => (response.success === false ? FAILURE : SUCCESS);
RULES.service_response = RESPONSE;

function rules(rows) {
  return rows.map(([pointer, test, required, item]) => {
    const names = pointer.slice(1).split('/'); // one or two
    return { pointer, parent: names.length === 1 ? null : names[0], name: names[names.length - 1], test, required, item };
  });
}

/** The pointer of the first member that breaks a rule, or null. */
function firstFault(frame, ruleSet) {
  const applicable = typeof ruleSet === 'function' ? ruleSet(frame) : ruleSet;
  const broken = applicable.find((rule) => isBroken(frame, rule));
  if (broken === undefined) { return null; }
  const value = memberOf(frame, broken);
  const isItem = !isAbsent(value) && broken.test(value); // the member is well, so it must be one of its items
  return isItem ? `${broken.pointer}/${value.findIndex((item) => !broken.item(item))}` : broken.pointer;
}

function isBroken(frame, rule) {
  const owner = rule.parent === null ? frame : frame[rule.parent];
  if (owner === undefined || owner === null) { return false; }
  const value = owner[rule.name];
  if (value === undefined || value === null) { return rule.required; }
  return !rule.test(value) || (rule.item !== undefined && !value.every(rule.item));
}

function memberOf(frame, rule) {
  return (rule.parent === null ? frame : frame[rule.parent])[rule.name];
}

/** Whether a JSON text nests deeper than the limit. */
function isTooDeep(text) {
  if (text.split('{', MAX_DEPTH + 2).length + text.split('[', MAX_DEPTH + 2).length - 2 <= MAX_DEPTH) {
    return false; // too few brackets: the case of nearly every frame
  }
  let depth = 0;
  for (let i = 0; i < text.length && depth <= MAX_DEPTH; i++) {
    if (text[i] === '"') {
      do { // to the quote that closes the string
        i = text.indexOf('"', i + 1);
      } while (i !== -1 && isEscaped(text, i));
      if (i === -1) { return false; } // not JSON anyway
    } else if (text[i] === '{' || text[i] === '[') {
      depth++;
    } else if (text[i] === '}' || text[i] === ']') {
      depth--;
    }
  }
  return depth > MAX_DEPTH;
}

function isEscaped(text, at) {
  let from = at;
  while (text[from - 1] === '\\') { from--; }
  return (at - from) % 2 === 1;
}

/** JSON.stringify, except that a lone surrogate, which has no UTF-8, becomes U+FFFD instead of an escape. */
function toJson(value) {
  const json = JSON.stringify(value);
  if (json === undefined || json.indexOf('\\ud') === -1) { return json; }
  return json.replace(/\\(?:u(d[89a-f][0-9a-f]{2})|[^])/g, (escape, lone) => (lone ? '\ufffd' : escape));
}

function failure(code, message, details) {
  return { success: false, error: isAbsent(details) ? { code, message } : { code, message, details } };
}

/** The JSON text of a response frame. Throws an IxtError when the response cannot be sent as it is. */
function responseText(id, response) {
  const { success, data, error } = isAbsent(response) ? { success: true } : response;
  let body;
  if (success === true) {
    body = isAbsent(data) ? '{}' : toJson(data);
    if (!isString(body) || body[0] !== '{') { throw new IxtError('HANDLER_ERROR', 'The data of a success must be a JSON object.'); }
  } else if (firstFault({ success, error }, FAILURE) === null && success === false) {
    body = toJson(failure(error.code, error.message || error.code, error.details).error);
  } else {
    throw new IxtError('HANDLER_ERROR', 'The module returned neither this.success(…) nor this.error(code, message).');
  }
  return checked(`{"type":"response","id":${toJson(id)},"success":${success},"${success ? 'data' : 'error'}":${body}}`, 'HANDLER_ERROR');
}

/** The text itself if it may be sent. */
function checked(text, tooDeep) {
  if (isTooDeep(text)) { throw new IxtError(tooDeep, `The frame would be nested deeper than ${MAX_DEPTH}.`); }
  const size = Buffer.byteLength(text, 'utf8');
  if (size > MAX_FRAME) {
    throw new IxtError('FRAME_TOO_LARGE', `The frame would have ${size} bytes; the limit is ${MAX_FRAME}.`);
  }
  return text;
}

function inCommon(known, offered) {
  return known.filter((name) => offered.indexOf(name) !== -1);
}

/** What to use of the runtime's protocol offer. */
function negotiate(offer) {
  const last = (what, known, offered) => {
    const common = inCommon(known, offered);
    if (common.length === 0) { throw new Error(`No common protocol ${what}: offered ${toJson(offered)}, known ${toJson(known)}`); }
    return common[common.length - 1];
  };
  return {
    version: last('version', VERSIONS, offer.versions),
    encoding: last('encoding', ENCODINGS, offer.encodings),
    features: inCommon(FEATURES, offer.features),
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// Framing

/** Cuts a byte stream into frames. Tells the two framings apart by byte 4: 0 is a length's top byte, never JSON text. */
class FrameReader {
  constructor() {
    this.framing = null; // 'ndjson' or 'length' once four bytes are there
    this.buffer = Buffer.alloc(0);
    this.start = 0; // first byte not yet given out
    this.end = 0; // end of what has arrived
    this.searched = 0; // no LF before here: a long line is searched once, not once per chunk
  }

  get pending() {
    return this.end - this.start;
  }

  push(chunk) {
    if (this.pending === 0) {
      this.buffer = chunk;
      this.start = 0;
      this.end = chunk.length;
      this.searched = 0;
      return;
    }
    if (this.end + chunk.length > this.buffer.length) {
      // Room for as much again: every byte is copied a bounded number of times, however small the chunks are.
      const grown = Buffer.allocUnsafe(2 * (this.pending + chunk.length));
      this.buffer.copy(grown, 0, this.start, this.end);
      this.searched = Math.max(0, this.searched - this.start);
      this.end -= this.start;
      this.start = 0;
      this.buffer = grown;
    }
    chunk.copy(this.buffer, this.end);
    this.end += chunk.length;
  }

  /** The next whole frame's bytes (valid until the next push), or null. Throws an IxtError if the stream is past saving. */
  next() {
    if (this.framing === null) {
      if (this.pending < 4) { return null; }
      this.framing = this.buffer[this.start + 3] === 0 ? 'length' : 'ndjson';
    }
    return this.framing === 'length' ? this.nextCounted() : this.nextLine();
  }

  nextCounted() {
    if (this.pending < 4) { return null; }
    const size = this.buffer.readUInt32LE(this.start);
    if (size === 0) { throw new IxtError('PROTOCOL_ERROR', 'A frame of zero bytes.'); }
    if (size > MAX_FRAME) { throw new IxtError('FRAME_TOO_LARGE', `A frame of ${size} bytes; the limit is ${MAX_FRAME}.`); }
    if (this.pending - 4 < size) { return null; }
    const from = this.start + 4;
    this.start = from + size;
    return this.buffer.subarray(from, this.start);
  }

  nextLine() {
    for (;;) {
      const arrived = this.end === this.buffer.length ? this.buffer : this.buffer.subarray(0, this.end);
      const at = arrived.indexOf(0x0a, Math.max(this.start, this.searched));
      let end = at === -1 ? this.end : at;
      if (end > this.start && this.buffer[end - 1] === 0x0d) { end--; }
      if (end - this.start > MAX_FRAME) { throw new IxtError('FRAME_TOO_LARGE', `A line of more than ${MAX_FRAME} bytes.`); }
      if (at === -1) {
        this.searched = this.end;
        return null;
      }
      const from = this.start;
      this.start = at + 1;
      this.searched = this.start;
      if (end > from) { return this.buffer.subarray(from, end); }
    }
  }
}

function encodeFrame(framing, text) {
  if (framing === 'ndjson') { return Buffer.from(`${text}\n`, 'utf8'); }
  const body = Buffer.from(text, 'utf8');
  const header = Buffer.alloc(4);
  header.writeUInt32LE(body.length, 0);
  return Buffer.concat([header, body]);
}

// ---------------------------------------------------------------------------------------------------------------------
// Engine: one connection, from connect to exit

class Engine {
  constructor(module, options) {
    this.module = module;
    this.maxOutstanding = options.maxOutstanding || MAX_OUTSTANDING;
    this.callTimeoutMs = options.callTimeoutMs || CALL_TIMEOUT_MS;
    this.state = 'connected'; // → initializing → ready → draining → closed
    this.initialized = false; // onInit has succeeded, so onShutdown is owed
    this.requests = new Map(); // being worked on, by id (a Map tells 1 from "1")
    this.handles = 0; // how many of them are handles
    this.calls = new Map(); // our service calls, by id
    this.lastCall = 0;
    this.reader = new FrameReader();
    this.arrived = 0; // when the latest bytes came
    this.heard = false; // a frame has come: we may speak, and know how
    this.deaf = false; // nothing more will be read
    this.stalled = false; // too much unsent: not reading
    this.socket = null;
    this.endGrace = () => {}; // ends the waiting of a shutdown
    this.exitCode = EXIT_OK;
  }

  // -- connection

  start() {
    const path = process.env.IXT_IPC_SOCKET;
    const problem = settingsProblem(process.env);
    if (problem !== null) { return refuseToStart(problem); }
    let connected = false;
    const stop = () => (connected ? this.shutDown({ graceMs: DEFAULT_GRACE_MS }) : process.exit(EXIT_OK));
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    // Half open, so that the end of what the runtime says does not cut off our last answers.
    this.socket = net.createConnection({ path, allowHalfOpen: true });
    this.socket.on('connect', () => { connected = true; });
    this.socket.on('data', (chunk) => this.onData(chunk));
    this.socket.on('drain', () => this.onDrain());
    this.socket.on('end', () => this.onEnd());
    this.socket.on('close', () => this.onLost());
    this.socket.on('error', (error) => {
      if (connected) {
        writeLine('ERROR', `the connection failed: ${error.message}`); // 'close' follows
      } else {
        refuseToStart(`cannot connect to IXT_IPC_SOCKET=${path} (${error.message}); start the runtime that listens there first`);
      }
    });
  }

  onData(chunk) {
    if (!this.deaf) {
      this.arrived = now();
      this.reader.push(chunk);
      this.pump();
    }
  }

  pump() {
    while (!this.stalled && !this.deaf) {
      let bytes;
      try {
        bytes = this.reader.next();
      } catch (error) {
        this.giveUp(error);
        return;
      }
      if (bytes === null) { return; }
      this.heard = true;
      this.receive(bytes);
    }
  }

  /** The stream cannot be trusted any more: says so, then ends as if the runtime had gone. */
  giveUp(error) {
    writeLine('ERROR', `closing the connection: ${error.message}`);
    this.heard = true;
    this.deaf = true;
    this.respond(null, failure(error.code, error.message));
    this.exitCode = EXIT_FAILED;
    this.onLost();
  }

  onEnd() {
    do { // what has arrived is still handled
      this.stalled = false;
      this.pump();
    } while (this.stalled);
    if (this.reader.pending > 0 && !this.deaf) {
      writeLine('ERROR', `the runtime ended the stream inside a frame; ${this.reader.pending} bytes dropped`);
    }
    this.onLost();
  }

  onLost() {
    this.deaf = true;
    this.failCalls();
    this.shutDown({ graceMs: 0 });
  }

  onDrain() {
    if (this.stalled) {
      this.stalled = false;
      this.pump();
      if (!this.stalled) { this.socket.resume(); }
    }
  }

  send(text) {
    if (this.state === 'closed' || this.socket === null || this.socket.destroyed) { return; }
    this.socket.write(encodeFrame(this.reader.framing, text));
    if (this.socket.writableLength > MAX_UNSENT && !this.stalled && !this.deaf) {
      this.stalled = true; // 'drain' lifts it: writableLength is far above the socket's own mark
      this.socket.pause();
    }
  }

  respond(id, response) {
    let text;
    try {
      text = responseText(id, response);
    } catch (error) {
      // Ours to report: the result was unsendable (too deep, too large, cyclic, not a response at all).
      const code = error instanceof IxtError ? error.code : 'HANDLER_ERROR';
      writeLine('ERROR', `the response to ${toJson(id)} cannot be sent: ${messageOf(error)}`);
      text = responseText(id, failure(code, messageOf(error)));
    }
    this.send(text);
  }

  // -- frames

  receive(bytes) {
    const text = bytes.toString('utf8');
    if (text.indexOf('\ufffd') !== -1 && !Buffer.from(text, 'utf8').equals(bytes)) {
      return this.protest(null, 'The frame is not valid UTF-8.');
    }
    if (isTooDeep(text)) { return this.protest(null, `The frame is nested deeper than ${MAX_DEPTH}.`); }
    let frame;
    try {
      frame = JSON.parse(text);
    } catch (error) {
      return this.protest(null, `The frame is not JSON: ${messageOf(error)}`);
    }
    return isObject(frame) ? this.check(frame) : this.protest(null, 'The frame is not a JSON object.');
  }

  check(frame) {
    const { type, id } = frame;
    const isRequest = type !== 'cancel' && type !== 'service_response';
    const isValidId = isId(id);
    const answerId = isRequest && isValidId ? id : null;
    if (!isString(type) || !Object.prototype.hasOwnProperty.call(RULES, type)) {
      return this.protest(answerId, 'The type is missing or unknown.', '/type');
    }
    if (type === 'service_response' && id === null && firstFault(frame, FAILURE) === null) {
      return writeLine('ERROR', `the runtime could not use a frame of ours: ${frame.error.code} ${frame.error.message}`);
    }
    if (!isValidId) {
      return this.protest(null, 'The id must be a string of 1 to 128 characters or an integer from 0 to 2^53-1.', '/id');
    }
    const pointer = firstFault(frame, RULES[type]);
    if (pointer === null) { return this.dispatch(frame); }
    if (type === 'service_response') {
      this.settle(id, (call) => call.reject(new IxtError('PROTOCOL_ERROR', `Malformed answer, see ${pointer}.`)));
    }
    return this.protest(answerId, `Missing or malformed: ${pointer}`, pointer);
  }

  protest(id, message, pointer) {
    this.respond(id, failure('PROTOCOL_ERROR', message, pointer === undefined ? undefined : { pointer }));
  }

  dispatch(frame) {
    switch (frame.type) {
      case 'cancel': return this.cancel(frame.id);
      case 'service_response': return this.answered(frame);
      default: return this.admit(frame) ? this.begin(frame) : undefined;
    }
  }

  /** Whether a request may start; answers it if not. The order of the checks is the specification's. */
  admit(frame) {
    const { type, id } = frame;
    const refuse = (code, message, details) => { this.respond(id, failure(code, message, details)); return false; };
    if (this.state === 'draining' || this.state === 'closed') { return refuse('SHUTTING_DOWN', 'The module is shutting down.'); }
    if (type === 'init' && this.state !== 'connected') { return refuse('ALREADY_INITIALIZED', 'init has been received before.'); }
    if ((type === 'handle' || type === 'health_check') && this.state !== 'ready') {
      return refuse('NOT_INITIALIZED', 'The module has not been initialized.');
    }
    if (this.requests.has(id)) { return refuse('PROTOCOL_ERROR', 'A request with this id is outstanding.', { pointer: '/id' }); }
    if (type !== 'handle') { return true; }
    if (!isBase64(frame.message.payload)) {
      return refuse('INVALID_PAYLOAD', 'The payload is not base64.', { pointer: '/message/payload' });
    }
    return this.handles < this.maxOutstanding || refuse('OVERLOADED', `${this.handles} messages are being handled already.`);
  }

  begin(frame) {
    switch (frame.type) {
      case 'init': return this.serve(frame, 'INIT_FAILED', () => this.init(frame));
      case 'handle': return this.handle(frame);
      case 'health_check': return this.serve(frame, 'HANDLER_ERROR', () => this.checkHealth());
      default: return this.shutDown({ graceMs: isAbsent(frame.grace_ms) ? DEFAULT_GRACE_MS : frame.grace_ms, id: frame.id });
    }
  }

  // -- requests

  /** Does a request's work and answers it. The work starts after the reader has returned, never inside it. */
  async serve(frame, failureCode, work, cancel = () => {}) {
    const request = { id: frame.id, type: frame.type, cancel };
    this.requests.set(request.id, request);
    this.handles += request.type === 'handle' ? 1 : 0;
    if (request.type === 'init') { this.state = 'initializing'; }
    let response;
    try {
      await undefined;
      response = await work();
    } catch (error) {
      writeLine('ERROR', `${request.type} failed: ${(error && error.stack) || error}`);
      response = failure(failureCode, messageOf(error));
    }
    this.finish(request, response);
  }

  finish(request, response) {
    if (this.requests.get(request.id) !== request) {
      return; // a shutdown has answered it
    }
    this.requests.delete(request.id);
    this.handles -= request.type === 'handle' ? 1 : 0;
    if (request.type === 'init' && this.state === 'initializing') {
      this.state = this.initialized ? 'ready' : 'connected';
    }
    this.respond(request.id, response);
    if (this.requests.size === 0) { this.endGrace(); }
  }

  async init(frame) {
    const data = isAbsent(frame.protocol) ? {} : { protocol: negotiate(frame.protocol) };
    await this.module.onInit(frame.config);
    this.initialized = true;
    return { success: true, data };
  }

  handle(frame) {
    const { message, context } = frame;
    const arrived = this.arrived;
    if (isAbsent(message.priority)) { message.priority = 1; }
    if (message.ttl_ms === null) { delete message.ttl_ms; }
    let cancel;
    const cancelled = new Promise((resolve) => { cancel = resolve; });
    Object.defineProperty(context, 'cancelled', { value: cancelled, enumerable: false });
    return this.serve(frame, 'HANDLER_ERROR', () => {
      if (message.ttl_ms !== undefined && now() - arrived >= message.ttl_ms) {
        return failure('EXPIRED', `The message waited longer than its ttl_ms of ${message.ttl_ms}.`);
      }
      return this.module.onHandle(message, context);
    }, cancel);
  }

  async checkHealth() {
    const data = await this.module.onHealthCheck();
    if (!isObject(data) || typeof data.healthy !== 'boolean') {
      throw new Error('onHealthCheck must return an object with a boolean "healthy"');
    }
    return { success: true, data };
  }

  cancel(id) {
    const request = this.requests.get(id);
    if (request !== undefined) { request.cancel(); }
  }

  // -- service calls

  call(service, method, params) {
    return new Promise((resolve, reject) => {
      this.lastCall++;
      const id = `m-${this.lastCall}`;
      this.post({ type: 'service_request', id, service, method, params });
      const timer = setTimeout(() => this.settle(id, () => reject(
        new IxtError('TIMEOUT', `${service}.${method} was not answered within ${this.callTimeoutMs} ms`))), this.callTimeoutMs);
      this.calls.set(id, { resolve, reject, timer });
    });
  }

  /** Sends a service request; throws an IxtError when it cannot be sent. */
  post(request) {
    if (!this.heard) { throw new IxtError('NOT_INITIALIZED', 'The runtime speaks first: services work from onInit on.'); }
    if (this.deaf || this.state === 'closed') { throw new IxtError('CONNECTION_LOST', 'The connection is closed.'); }
    this.send(checked(toJson(request), 'PROTOCOL_ERROR'));
  }

  answered(frame) {
    const known = this.settle(frame.id, (call) => {
      if (frame.success) {
        call.resolve(frame.data);
      } else {
        call.reject(new IxtError(frame.error.code, frame.error.message, frame.error.details));
      }
    });
    if (!known) { writeLine('ERROR', `ignored an answer to ${toJson(frame.id)}, which nobody waits for`); }
  }

  settle(id, how) {
    const call = this.calls.get(id);
    if (call === undefined) { return false; }
    this.calls.delete(id);
    clearTimeout(call.timer);
    how(call);
    return true;
  }

  failCalls() {
    for (const id of Array.from(this.calls.keys())) {
      this.settle(id, (call) => call.reject(new IxtError('CONNECTION_LOST', 'The connection was lost before the answer.')));
    }
  }

  // -- the end

  /** Drains, runs the hook, answers (if it was asked by a request), ends the process. Called again, it can only hurry. */
  async shutDown(cause) {
    if (this.state === 'draining' || this.state === 'closed') {
      if (cause.graceMs === 0) { this.endGrace(); }
      return;
    }
    this.state = 'draining';
    await this.drain(cause.graceMs);
    let response = { success: true, data: {} };
    if (this.initialized) {
      try {
        await this.module.onShutdown();
      } catch (error) {
        writeLine('ERROR', `onShutdown failed: ${(error && error.stack) || error}`);
        response = failure('HANDLER_ERROR', messageOf(error));
        this.exitCode = EXIT_FAILED;
      }
    }
    if (cause.id !== undefined) { this.respond(cause.id, response); }
    this.close();
  }

  /** Waits until every request is answered; after the grace, cancels the rest and answers what still is not. */
  async drain(graceMs) {
    if (this.requests.size > 0 && graceMs > 0) {
      let timer;
      await new Promise((resolve) => {
        this.endGrace = resolve;
        timer = setTimeout(resolve, Math.min(graceMs, MAX_TIMER));
      });
      clearTimeout(timer);
    }
    if (this.requests.size > 0) {
      this.requests.forEach((request) => request.cancel());
      await new Promise((resolve) => setTimeout(resolve, 0)); // one turn, for handlers that heed it
      for (const request of Array.from(this.requests.values())) {
        this.finish(request, failure('CANCELLED', 'The module is shutting down.'));
      }
    }
  }

  close() {
    this.state = 'closed';
    this.failCalls();
    const exit = () => process.exit(this.exitCode);
    if (this.socket.destroyed) {
      exit();
    } else {
      this.socket.on('close', exit); // the runtime has gone before it was all written
      this.socket.end(exit);
    }
  }
}

function settingsProblem(env) {
  const size = Buffer.byteLength(env.IXT_IPC_SOCKET || '', 'utf8');
  if (size === 0) { return 'IXT_IPC_SOCKET is not set; set it to the path of the socket on which the IXT runtime listens'; }
  if (size > MAX_SOCKET_PATH) { return `IXT_IPC_SOCKET has ${size} bytes; set it to a path of at most ${MAX_SOCKET_PATH}`; }
  if (!env.IXT_MODULE_ID) { return 'IXT_MODULE_ID is not set; set it to the name:version/instance of this module'; }
  return null;
}

function refuseToStart(problem) {
  process.stderr.write(`ixt: ${problem}\n`);
  process.exit(EXIT_USAGE);
}

module.exports = { IxtProcessModule };
