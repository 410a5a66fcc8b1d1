'use strict';
const assert = require('assert');
const test = require('node:test');
const { FakeRuntime, inBothFramings, EVAL } = require('../testing/fake-runtime');

/** Runs a handler that makes one call; returns the call's frame. */
async function called(runtime, body) {
  return runtime.ask(runtime.handle('x', body, { id: 'h' }));
}

const answer = (call, data) => ({ type: 'service_response', id: call.id, success: true, data });
const refusal = (call, code, details) => ({ type: 'service_response', id: call.id, success: false, error: { code, message: `it was ${code}`, details } });

inBothFramings(test, 'each service sends what the table says and returns what it is answered', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL, framing });
  let calls = 0;
  for (const [body, service, method, params, data, result] of [
    ['kvGet("k")', 'kv', 'get', { key: 'k' }, { found: true, value: 'AAE=' }, { type: 'Buffer', data: [0, 1] }],
    ['kvGet("k")', 'kv', 'get', { key: 'k' }, { found: true, value: '' }, { type: 'Buffer', data: [] }],
    ['kvGet("k")', 'kv', 'get', { key: 'k' }, { found: false }, null],
    ['kvSet("k", Buffer.from([0, 1]))', 'kv', 'set', { key: 'k', value: 'AAE=' }, {}, undefined],
    ['kvSet("k", "é", 5)', 'kv', 'set', { key: 'k', value: 'w6k=', ttl_ms: 5 }, {}, undefined],
    ['kvDelete("k")', 'kv', 'delete', { key: 'k' }, { deleted: true }, true],
    ['kvExists("k")', 'kv', 'exists', { key: 'k' }, { exists: false }, false],
    ['sendMessage("t", Buffer.from([0, 1]))', 'message_bus', 'send', { topic: 't', payload: 'AAE=', priority: 1 }, { success: true, data: { a: 1 } }, { success: true, data: { a: 1 } }],
    ['sendMessage("t", "x", 4, 0)', 'message_bus', 'send', { topic: 't', payload: 'eA==', priority: 4, ttl_ms: 0 },
      { success: false, error: { code: 'X', message: 'y', details: 1 } }, { success: false, error: { code: 'X', message: 'y', details: 1 } }],
  ]) {
    const call = await called(runtime, `return module.success({ result: await module.${body} })`);
    calls++;
    assert.deepStrictEqual(call, { type: 'service_request', id: `m-${calls}`, service, method, params }, body);
    const response = await runtime.ask(answer(call, data));
    assert.deepStrictEqual([response.id, response.data], ['h', result === undefined ? {} : { result }], body);
  }
});

test('a failed service call throws an error with the code; a failed send resolves to it', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL });
  const caught = (call) => `try { await ${call} } catch (error) { return module.success({ code: error.code, message: error.message, details: error.details }) }`;
  for (const call of ['module.kvGet("k")', 'module.kvSet("k", "v")', 'module.kvDelete("k")', 'module.kvExists("k")']) {
    const frame = await called(runtime, caught(call));
    const response = await runtime.ask(refusal(frame, 'PERMISSION_DENIED', { key: 'k' }));
    assert.deepStrictEqual(response.data, { code: 'PERMISSION_DENIED', message: 'it was PERMISSION_DENIED', details: { key: 'k' } }, call);
  }
  const frame = await called(runtime, 'return module.success(await module.sendMessage("t", ""))');
  const response = await runtime.ask(refusal(frame, 'MODULE_UNAVAILABLE'));
  assert.deepStrictEqual(response.data, { success: false, error: { code: 'MODULE_UNAVAILABLE', message: 'it was MODULE_UNAVAILABLE' } });
});

test('an answer of the wrong shape fails the call with PROTOCOL_ERROR', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL });
  for (const [call, data] of [
    ['module.kvGet("k")', {}], ['module.kvGet("k")', { found: true }], ['module.kvGet("k")', { found: true, value: 'no base64' }],
    ['module.kvDelete("k")', { deleted: 1 }], ['module.kvExists("k")', {}],
  ]) {
    const frame = await called(runtime, `try { await ${call} } catch (error) { return module.success({ code: error.code }) }`);
    assert.deepStrictEqual((await runtime.ask(answer(frame, data))).data, { code: 'PROTOCOL_ERROR' });
  }
  const sent = await called(runtime, 'return module.success(await module.sendMessage("t", ""))');
  assert.strictEqual((await runtime.ask(answer(sent, { success: true }))).data.error.code, 'PROTOCOL_ERROR');

  const frame = await called(runtime, 'try { await module.kvGet("k") } catch (error) { return module.success({ code: error.code }) }');
  const reports = [await runtime.ask({ type: 'service_response', id: frame.id, success: true }), await runtime.receive()];
  assert.deepStrictEqual(reports.map((r) => [r.id, r.success ? r.data.code : r.error.code]).sort(), [[null, 'PROTOCOL_ERROR'], ['h', 'PROTOCOL_ERROR']].sort());
});

test('wrong arguments are refused before anything is sent', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL });
  for (const call of ['kvGet("")', 'kvGet(1)', 'kvGet("k".repeat(1025))', 'kvGet("\\ud800")', 'sendMessage("t\\udc00", "")', 'kvSet("k")', 'kvSet("k", "v", 0)', 'kvSet("k", "v", 1.5)', 'sendMessage("", "")',
    'sendMessage("t", "", 5)', 'sendMessage("t", "", 1, -1)', 'sendMessage("t")', 'logStructured("loud", "x")', 'logStructured("info", "x", [])']) {
    const response = await called(runtime, `try { await module.${call} } catch (error) { return module.success({ name: error.name }) }`);
    assert.deepStrictEqual(response.data, { name: 'TypeError' }, call);
  }
});

test('a call that cannot be sent fails alone', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL });
  const large = await called(runtime, 'try { await module.kvSet("k", Buffer.alloc(13e6)) } catch (error) { return module.success({ code: error.code }) }');
  assert.deepStrictEqual(large.data, { code: 'FRAME_TOO_LARGE' });
  const deep = await called(runtime, 'let a = {}; for (let i = 0; i < 80; i++) a = { a }; try { await module.logStructured("info", "x", a) } catch (error) { return module.success({ code: error.code }) }');
  assert.deepStrictEqual(deep.data, { code: 'PROTOCOL_ERROR' });
  const sent = await called(runtime, 'return module.success(await module.sendMessage("t", Buffer.alloc(13e6)))');
  assert.strictEqual(sent.data.error.code, 'FRAME_TOO_LARGE');
});

test('a structured log entry is one-way', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL });
  const entry = await called(runtime, 'await module.logStructured("warn", "careful", { a: { b: 1 } }); await module.logStructured("info", "x")');
  assert.deepStrictEqual(entry, { type: 'service_request', service: 'logging', method: 'log', params: { level: 'warn', message: 'careful', fields: { a: { b: 1 } } } });
  assert.deepStrictEqual((await runtime.receive()).params, { level: 'info', message: 'x' });
  assert.strictEqual((await runtime.receive()).id, 'h');
});

test('answers are told apart in any order, and from the ids of the other direction', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL });
  const body = (key) => `return module.success({ value: String(await module.kvGet("${key}")) })`;
  runtime.send(runtime.handle('x', body('a'), { id: 'm-1' }), runtime.handle('x', body('b'), { id: 'm-2' }));
  const calls = [await runtime.receive(), await runtime.receive()];
  assert.deepStrictEqual(calls.map((call) => [call.id, call.params.key]), [['m-1', 'a'], ['m-2', 'b']]);
  const value = (text) => ({ found: true, value: Buffer.from(text).toString('base64') });
  runtime.send(answer(calls[1], value('B')), answer(calls[1], value('twice')), answer({ id: 1 }, value('nobody')), answer(calls[0], value('A')));
  assert.deepStrictEqual([await runtime.receive(), await runtime.receive()].map((r) => [r.id, r.data.value]), [['m-2', 'B'], ['m-1', 'A']]);
});

test('a call that is not answered in time fails with TIMEOUT, and a late answer is ignored', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL, env: { IXT_TEST_OPTIONS: '{"callTimeoutMs":20}' } });
  const call = await called(runtime, 'try { await module.kvGet("k") } catch (error) { return module.success({ code: error.code }) }');
  assert.strictEqual(call.method, 'get');
  assert.deepStrictEqual((await runtime.receive()).data, { code: 'TIMEOUT' });
  runtime.send(answer(call, { found: false }));
  await runtime.expectSuccess({ type: 'health_check', id: 1 });
});

test('before the runtime has spoken there are no services', async () => {
  const { IxtProcessModule } = require('../ixt-process-module');
  const module = new IxtProcessModule();
  await assert.rejects(module.kvGet('k'), { code: 'NOT_INITIALIZED' });
  await assert.rejects(module.logStructured('info', 'x'), { code: 'NOT_INITIALIZED' });
  assert.strictEqual((await module.sendMessage('t', '')).error.code, 'NOT_INITIALIZED');
});
