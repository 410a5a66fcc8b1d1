'use strict';
const assert = require('assert');
const test = require('node:test');
const { FakeRuntime, EVAL } = require('../testing/fake-runtime');

const code = (answer) => [answer.id, answer.success ? 'success' : answer.error.code];

test('nothing is said before the runtime has spoken', async (t) => {
  const runtime = await FakeRuntime.start(t, { init: false });
  runtime.raw(Buffer.from('\n\r\n{"type":"health_che'));
  assert.strictEqual(runtime.frames.length, 0);
  runtime.raw(Buffer.from('ck","id":1}\n'));
  assert.deepStrictEqual(code(await runtime.receive()), [1, 'NOT_INITIALIZED']);
});

test('before init, messages and health checks are refused and a shutdown runs no hook', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL, init: false });
  assert.deepStrictEqual(code(await runtime.ask(runtime.handle('x', '', { id: 'h' }))), ['h', 'NOT_INITIALIZED']);
  assert.deepStrictEqual(code(await runtime.ask({ type: 'health_check', id: 'c' })), ['c', 'NOT_INITIALIZED']);
  assert.strictEqual(await runtime.shutDown(), 0); // the hook would fail: there is no config
  assert.strictEqual(runtime.stderr, '');
});

test('a failed init is answered INIT_FAILED without a stack trace, and may be tried again', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL, init: false });
  const failed = await runtime.ask({ type: 'init', id: 1, config: { onInit: 'throw new Error("no database")' } });
  assert.deepStrictEqual(failed, { type: 'response', id: 1, success: false, error: { code: 'INIT_FAILED', message: 'no database' } });
  await runtime.untilStderr('Error: no database\n    at ');
  assert.deepStrictEqual(code(await runtime.ask(runtime.handle('x', '', { id: 'h' }))), ['h', 'NOT_INITIALIZED']);
  assert.deepStrictEqual(await runtime.expectSuccess({ type: 'init', id: 2, config: {} }), {});
  assert.deepStrictEqual(code(await runtime.ask({ type: 'init', id: 3, config: {} })), [3, 'ALREADY_INITIALIZED']);
  assert.deepStrictEqual(await runtime.expectSuccess({ type: 'health_check', id: 4 }), { healthy: true });
  assert.strictEqual(await runtime.shutDown(), 0);
});

test('while init runs, messages are refused, a second init too, and services work', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL, init: false });
  const call = await runtime.ask({ type: 'init', id: 1, config: { onInit: 'module.value = await module.kvGet("k")' } });
  assert.deepStrictEqual(call, { type: 'service_request', id: 'm-1', service: 'kv', method: 'get', params: { key: 'k' } });
  assert.deepStrictEqual(code(await runtime.ask({ type: 'init', id: 2, config: {} })), [2, 'ALREADY_INITIALIZED']);
  assert.deepStrictEqual(code(await runtime.ask(runtime.handle('x', '', { id: 3 }))), [3, 'NOT_INITIALIZED']);
  assert.deepStrictEqual(code(await runtime.ask({ type: 'health_check', id: 4 })), [4, 'NOT_INITIALIZED']);
  const answer = await runtime.ask({ type: 'service_response', id: 'm-1', success: true, data: { found: true, value: 'AAE=' } });
  assert.deepStrictEqual(code(answer), [1, 'success']);
  const data = await runtime.expectSuccess(runtime.handle('x', 'return module.success({ hex: module.value.toString("hex") })'));
  assert.deepStrictEqual(data, { hex: '0001' });
});

test('a shutdown while init runs waits for it, then runs the hook', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL, init: false });
  await runtime.ask({ type: 'init', id: 1, config: { onInit: 'await module.kvExists("k")', onShutdown: 'module.log("the hook ran")' } });
  runtime.send({ type: 'shutdown', id: 2 });
  assert.deepStrictEqual(code(await runtime.ask({ type: 'health_check', id: 3 })), [3, 'SHUTTING_DOWN']);
  runtime.send({ type: 'service_response', id: 'm-1', success: true, data: { exists: true } });
  assert.deepStrictEqual(code(await runtime.receive()), [1, 'success']);
  assert.deepStrictEqual(code(await runtime.receive()), [2, 'success']);
  assert.strictEqual(await runtime.exit(), 0);
  assert.match(runtime.stderr, /\[INFO\] test:1.0.0\/instance-001: the hook ran\n/);
});

test('negotiation picks the highest common version, JSON and the common features', async (t) => {
  const runtime = await FakeRuntime.start(t, { init: false });
  const ask = (id, protocol) => runtime.ask({ type: 'init', id, config: {}, protocol });
  for (const [protocol, names] of [
    [{ versions: ['2.0'], encodings: ['json'], features: [] }, ['2.0', '1.0', '1.1']],
    [{ versions: ['1.1'], encodings: ['protobuf'], features: [] }, ['protobuf', 'json']],
  ]) {
    const { error } = await ask('bad', protocol);
    assert.strictEqual(error.code, 'INIT_FAILED');
    names.forEach((name) => assert.ok(error.message.includes(name), error.message));
  }
  const answer = await ask('good', { versions: ['1.1', '9.9', '1.0'], encodings: ['protobuf', 'json'], features: ['streams', 'cancel'], more: 1 });
  assert.deepStrictEqual(answer.data, { protocol: { version: '1.1', encoding: 'json', features: ['cancel'] } });
});

test('an older offer gets the older version and no feature', async (t) => {
  const runtime = await FakeRuntime.start(t, { init: false });
  const answer = await runtime.ask({ type: 'init', id: 1, config: {}, protocol: { versions: ['1.0'], encodings: ['json'], features: [] } });
  assert.deepStrictEqual(answer.data, { protocol: { version: '1.0', encoding: 'json', features: [] } });
});

test('the health hook: its answer, its failure, an answer without "healthy"', async (t) => {
  for (const [onHealthCheck, expected] of [
    ['return { healthy: false, more: [1], gone: undefined }', { success: true, data: { healthy: false, more: [1] } }],
    ['throw new Error("dead")', { success: false, error: { code: 'HANDLER_ERROR', message: 'dead' } }],
    ['return { well: true }', { success: false, error: { code: 'HANDLER_ERROR', message: 'onHealthCheck must return an object with a boolean "healthy"' } }],
  ]) {
    const runtime = await FakeRuntime.start(t, { file: EVAL, config: { onHealthCheck } });
    assert.deepStrictEqual(await runtime.ask({ type: 'health_check', id: 1 }), Object.assign({ type: 'response', id: 1 }, expected));
    assert.strictEqual(await runtime.shutDown(), 0);
  }
});

test('without IXT_IPC_SOCKET or IXT_MODULE_ID, or without anybody there, the module says what to set and exits with 64', async () => {
  const { spawnSync } = require('child_process');
  for (const [env, pattern] of [
    [{}, /IXT_IPC_SOCKET is not set/],
    [{ IXT_IPC_SOCKET: '', IXT_MODULE_ID: 'a:1.0.0/1' }, /IXT_IPC_SOCKET is not set/],
    [{ IXT_IPC_SOCKET: '/tmp/x' }, /IXT_MODULE_ID is not set/],
    [{ IXT_IPC_SOCKET: `/tmp/${'x'.repeat(103)}`, IXT_MODULE_ID: 'a:1.0.0/1' }, /IXT_IPC_SOCKET has 108 bytes/],
    [{ IXT_IPC_SOCKET: '/nonexistent/socket', IXT_MODULE_ID: 'a:1.0.0/1' }, /cannot connect to IXT_IPC_SOCKET=\/nonexistent\/socket/],
  ]) {
    const clean = Object.assign({}, process.env, env);
    ['IXT_IPC_SOCKET', 'IXT_MODULE_ID'].filter((name) => !(name in env)).forEach((name) => { delete clean[name]; });
    const { status, stdout, stderr } = spawnSync(process.execPath, [EVAL], { env: clean, encoding: 'utf8' });
    assert.strictEqual(status, 64, stderr);
    assert.strictEqual(stdout, '');
    assert.match(stderr, pattern);
    assert.match(stderr, /^[^\n]+\n$/);
  }
});
