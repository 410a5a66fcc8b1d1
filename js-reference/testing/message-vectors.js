'use strict';
// What proves a vector of spec/vectors/messages.json, per definition. A frame of the runtime is sent as it stands, in each
// of its texts, and what the module makes of it is looked at; a frame of the module is provoked and compared as text.

const assert = require('assert');
const { EVAL } = require('./fake-runtime');

/** Lets a handle of any topic but `eval` answer with what it was given. */
const SHOW = `const evaluate = module.onHandle.bind(module);
module.onHandle = (message, context) => message.topic === 'eval' ? evaluate(message, context) : module.success({ message, context });`;

/** The SDK call that makes a service request of these parameters. */
const CALLS = {
  'kv.get': ({ key }) => `kvGet(${text(key)})`,
  'kv.set': ({ key, value, ttl_ms: ttl }) => `kvSet(${text(key)}, Buffer.from(${text(value)}, 'base64'), ${ttl})`,
  'kv.delete': ({ key }) => `kvDelete(${text(key)})`,
  'kv.exists': ({ key }) => `kvExists(${text(key)})`,
  'message_bus.send': ({ topic, payload, priority, ttl_ms: ttl }) => `sendMessage(${text(topic)}, Buffer.from(${text(payload)}, 'base64'), ${priority}, ${ttl})`,
  'logging.log': ({ level, message, fields }) => `logStructured(${text(level)}, ${text(message)}, ${text(fields)})`,
};

/** Read by the module: called once per text of the vector, each time with a new module. */
const READ = {
  async InitRequest(start, { json }, frame, { InitResult }) {
    const runtime = await start({ init: false });
    const answer = await runtime.ask(frame);
    const data = json.protocol === undefined ? {} : InitResult;
    assert.deepStrictEqual(answer, { type: 'response', id: json.id, success: true, data });
    assert.deepStrictEqual(await runtime.expectSuccess(evaluated(runtime, 'return module.success(module.config)')), json.config);
  },

  async HandleRequest(start, { json }, frame) {
    const runtime = await start({ config: { onInit: SHOW } });
    let readable = frame;
    if (json.message.ttl_ms === 0) { // never reaches a handler; with time to live it does
      const answer = await runtime.ask(frame);
      assert.deepStrictEqual([answer.id, answer.success, answer.error.code], [json.id, false, 'EXPIRED']);
      readable = frame.replace('"ttl_ms":0', '"ttl_ms":60000');
      assert.notStrictEqual(readable, frame);
    }
    const { id, success, data } = await runtime.ask(readable);
    assert.deepStrictEqual([id, success], [json.id, true]);
    const expected = Object.assign({}, json.message, readable === frame ? {} : { ttl_ms: 60000 });
    assert.deepStrictEqual(only(data.message, ['topic', 'payload', 'priority', 'ttl_ms']), expected);
    assert.deepStrictEqual(only(data.context, ['trace_id', 'source_module', 'timestamp']), json.context);
  },

  async HealthCheckRequest(start, { json }, frame, { HealthStatus }) {
    const runtime = await start();
    assert.deepStrictEqual(await runtime.ask(frame), { type: 'response', id: json.id, success: true, data: HealthStatus });
  },

  async ShutdownRequest(start, { json }, frame) {
    const runtime = await start();
    assert.deepStrictEqual(await runtime.ask(frame), { type: 'response', id: json.id, success: true, data: {} });
    assert.strictEqual(await runtime.receive(), null);
    assert.strictEqual(await runtime.exit(), 0);
  },

  async CancelNotice(start, { json }, frame) {
    const runtime = await start();
    runtime.send(evaluated(runtime, 'await context.cancelled; return module.success({ cancelled: true })', json.id));
    assert.deepStrictEqual(await runtime.ask(frame), { type: 'response', id: json.id, success: true, data: { cancelled: true } });
  },

  async ServiceSuccess(start, { json }, frame) {
    const runtime = await start();
    await callUntil(runtime, json.id, 'const value = await module.kvGet("k"); return module.success({ found: true, value: module.encodePayload(value) })');
    assert.deepStrictEqual((await runtime.ask(frame)).data, json.data);
  },

  async ServiceFailure(start, { json }, frame) {
    const runtime = await start();
    if (json.id === null) { // about a frame of ours that the runtime could not read: nobody's answer, and none is given to it
      runtime.send(frame);
      await runtime.untilStderr(`${json.error.code} ${json.error.message}`);
      await runtime.expectSuccess({ type: 'health_check', id: 1 });
      return;
    }
    await callUntil(runtime, json.id, `try { await module.kvGet("k") } catch ({ code, message, details }) { return module.success({ code, message, details }) }`);
    assert.deepStrictEqual((await runtime.ask(frame)).data, json.error);
  },

  SendSuccess: resultOf('message_bus.send', 'sendMessage("t", "")', 'result'),
  SendFailure: resultOf('message_bus.send', 'sendMessage("t", "")', 'result'),
  KvGetResult: resultOf('kv.get', 'kvGet("k")', '{ found: result !== null, value: result === null ? undefined : module.encodePayload(result) }'),
  KvDeleteResult: resultOf('kv.delete', 'kvDelete("k")', '{ deleted: result }'),
  KvExistsResult: resultOf('kv.exists', 'kvExists("k")', '{ exists: result }'),
};

/** Written by the module. */
const WRITTEN = {
  async ResponseSuccess(start, { json, canonical }) {
    const runtime = await start();
    const answer = await runtime.ask(evaluated(runtime, `return module.success(${text(json.data)})`, json.id));
    assert.strictEqual(runtime.textOf(answer), canonical);
  },

  async ResponseError(start, { json, canonical }) {
    const runtime = await start();
    const { code, message, details } = json.error;
    if (json.id !== null) {
      const answer = await runtime.ask(evaluated(runtime, `return module.error(${text(code)}, ${text(message)}, ${text(details)})`, json.id));
      assert.strictEqual(runtime.textOf(answer), canonical);
      return;
    }
    // The wording is each SDK's own, and an unusable id is found before a missing topic: everything else is as it stands.
    const answer = await runtime.ask('{"type":"handle"}');
    assert.strictEqual(answer.error.details.pointer, '/id');
    const ours = [['message', message], ['pointer', details.pointer]].reduce(
      (frame, [member, value]) => frame.replace(new RegExp(`("${member}":)"[^"\\\\]*"`), (_, name) => name + text(value)), runtime.textOf(answer));
    assert.strictEqual(ours, canonical);
  },

  async ServiceRequest(start, { json, canonical }) {
    const runtime = await start();
    const frame = await runtime.ask(evaluated(runtime, `await module.${CALLS[`${json.service}.${json.method}`](json.params)}`));
    assert.strictEqual(runtime.textOf(frame), canonical);
  },

  MessageBusSendParams: parametersOf('message_bus', 'send'),
  KvGetParams: parametersOf('kv', 'get'),
  KvSetParams: parametersOf('kv', 'set'),
  KvDeleteParams: parametersOf('kv', 'delete'),
  KvExistsParams: parametersOf('kv', 'exists'),
  LoggingLogParams: parametersOf('logging', 'log', ['timestamp', 'trace_id']), // logStructured has no arguments for these two

  async HealthStatus(start, { canonical }) {
    const runtime = await start();
    const answer = await runtime.ask({ type: 'health_check', id: 1 });
    assert.strictEqual(runtime.textOf(answer), `{"type":"response","id":1,"success":true,"data":${canonical}}`);
  },

  async InitResult(start, { canonical, json }) {
    const runtime = await start({ init: false });
    const { version, encoding, features } = json.protocol;
    const answer = await runtime.ask({ type: 'init', id: 1, config: {}, protocol: { versions: [version], encodings: [encoding], features } });
    assert.strictEqual(runtime.textOf(answer), `{"type":"response","id":1,"success":true,"data":${canonical}}`);
  },
};

function resultOf(name, call, shown) {
  return async (start, { json }, data) => {
    const runtime = await start();
    const frame = await runtime.ask(evaluated(runtime, `const result = await module.${call}; return module.success(${shown})`));
    assert.strictEqual(`${frame.service}.${frame.method}`, name);
    const answer = await runtime.ask(`{"type":"service_response","id":${text(frame.id)},"success":true,"data":${data}}`);
    assert.deepStrictEqual([answer.success, answer.data], [true, json]);
  };
}

function parametersOf(service, method, unwritten = []) {
  return async (start, { json, canonical }) => {
    const runtime = await start();
    const frame = await runtime.ask(evaluated(runtime, `await module.${CALLS[`${service}.${method}`](json)}`));
    assert.deepStrictEqual([frame.service, frame.method], [service, method]);
    const written = only(json, Object.keys(json).filter((member) => !unwritten.includes(member)));
    const expected = unwritten.length === 0 ? canonical : text(written);
    assert.ok(canonical.startsWith(expected.slice(0, -1)), canonical);
    assert.ok(runtime.textOf(frame).endsWith(`,"params":${expected}}`), runtime.textOf(frame));
  };
}

/** Runs a handler until it has made the service call with this id; earlier ones are answered "not found". */
async function callUntil(runtime, id, body) {
  for (;;) {
    const call = await runtime.ask(evaluated(runtime, body));
    assert.strictEqual(call.type, 'service_request');
    if (call.id === id) { return; }
    const done = await runtime.ask({ type: 'service_response', id: call.id, success: false, error: { code: 'TIMEOUT', message: 'not this one' } });
    assert.strictEqual(done.type, 'response');
  }
}

function evaluated(runtime, body, id) {
  return runtime.handle('eval', body, { id });
}

function only(object, members) {
  return Object.fromEntries(Object.entries(object).filter(([member]) => members.includes(member)));
}

function text(value) {
  return JSON.stringify(value);
}

/** What two texts of one message have in common: a null is an absent member. */
function withoutNulls(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** Proves one vector. `start(options)` starts a module; `others` is the JSON of the vectors that others refer to, by definition. */
async function prove(start, vector, others) {
  const { definition, canonical, json, sameAs = [] } = vector;
  assert.deepStrictEqual(JSON.parse(canonical), json);
  const startEval = (options) => start(Object.assign({ file: EVAL }, options));
  if (Object.prototype.hasOwnProperty.call(READ, definition)) {
    for (const each of [canonical, ...sameAs]) { await READ[definition](startEval, vector, each, others); }
  } else if (Object.prototype.hasOwnProperty.call(WRITTEN, definition)) {
    await WRITTEN[definition](startEval, vector);
    // The module reads none of these, so their other texts are only JSON's.
    for (const each of sameAs) { assert.deepStrictEqual(withoutNulls(JSON.parse(each)), withoutNulls(json)); }
  } else {
    assert.fail(`nothing here proves a ${definition}`);
  }
}

module.exports = { prove, definitions: [...Object.keys(READ), ...Object.keys(WRITTEN)] };
