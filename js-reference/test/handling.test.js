'use strict';
const assert = require('assert');
const test = require('node:test');
const { FakeRuntime, inBothFramings, EVAL } = require('../testing/fake-runtime');

async function evaluator(t, options) {
  const runtime = await FakeRuntime.start(t, Object.assign({ file: EVAL }, options));
  runtime.eval = (body, extra) => runtime.ask(runtime.handle('x', body, extra));
  return runtime;
}

const byId = (answers) => new Map(answers.map((answer) => [answer.id, answer]));

async function receive(runtime, count) {
  const answers = [];
  for (let i = 0; i < count; i++) {
    answers.push(await runtime.receive());
  }
  return answers;
}

inBothFramings(test, 'success and error reach the runtime as they were made', async (t, framing) => {
  const runtime = await evaluator(t, { framing });
  for (const [body, expected] of [
    ['return module.success({ a: [1, null, "é𝄞\\n\\u2028"] })', { success: true, data: { a: [1, null, 'é𝄞\n\u2028'] } }],
    ['return module.success()', { success: true, data: {} }],
    ['return module.success(null)', { success: true, data: {} }],
    ['', { success: true, data: {} }],
    ['return null', { success: true, data: {} }],
    ['return { success: true }', { success: true, data: {} }],
    ['return module.error("INVALID_INPUT", "no name", { field: "name" })', { success: false, error: { code: 'INVALID_INPUT', message: 'no name', details: { field: 'name' } } }],
    ['return module.error("X", "y", 0)', { success: false, error: { code: 'X', message: 'y', details: 0 } }],
    ['return module.error("X", "y")', { success: false, error: { code: 'X', message: 'y' } }],
    ['return module.error("X")', { success: false, error: { code: 'X', message: 'X' } }],
    ['return module.success({ s: "\\ud800x\\udc00", ["\\udfff"]: "\\\\ud800" })', { success: true, data: { s: '\ufffdx\ufffd', '\ufffd': '\\ud800' } }],
  ]) {
    assert.deepStrictEqual(await runtime.eval(body, { id: 'i' }), Object.assign({ type: 'response', id: 'i' }, expected), body);
  }
});

test('what cannot be sent is answered HANDLER_ERROR in its place', async (t) => {
  const runtime = await evaluator(t);
  for (const body of [
    'throw new Error("broken")', 'throw "text"', 'throw undefined', 'throw new Error("")', 'throw null', 'return 1', 'return {}', 'return "x"',
    'return module.success([])', 'return module.success(1)', 'return module.success(new Date())', 'return module.success(() => 1)',
    'const a = {}; a.a = a; return module.success(a)', 'return module.success({ n: 1n })',
    'let a = []; for (let i = 0; i < 100000; i++) a = [a]; return module.success({ a })',
    'return { success: false }', 'return { success: false, error: { code: "" , message: "x" } }', 'return { success: false, error: { code: "X" } }',
    'return module.success({ toJSON() { throw new Error("x"); } })',
  ]) {
    const { id, error } = await runtime.eval(body, { id: 'i' });
    assert.deepStrictEqual([id, error.code], ['i', 'HANDLER_ERROR'], body);
    assert.ok(error.message.length > 0, body);
    assert.ok(!/\n +at /.test(error.message), error.message);
  }
  assert.strictEqual((await runtime.eval('throw new Error("broken")')).error.message, 'broken');
  assert.strictEqual(await runtime.shutDown(), 0);
});

test('a result nests to 64 in its frame and no deeper', async (t) => {
  const runtime = await evaluator(t);
  const nested = (depth) => `let a = []; for (let i = 1; i < ${depth}; i++) a = [a]; return module.success({ a });`;
  assert.strictEqual((await runtime.eval(nested(62))).success, true);
  assert.strictEqual((await runtime.eval(nested(63))).error.code, 'HANDLER_ERROR');
});

test('payload helpers: what encodes to what', async (t) => {
  const { IxtProcessModule } = require('../ixt-process-module');
  const module = new IxtProcessModule();
  const backing = Uint8Array.from([9, 0, 255, 9]);
  for (const [data, base64] of [
    [Buffer.from([0, 255]), 'AP8='], [backing.subarray(1, 3), 'AP8='], [new DataView(backing.buffer, 1, 2), 'AP8='], ['é', 'w6k='], ['', ''],
    [{ a: 1 }, Buffer.from('{"a":1}').toString('base64')], [null, 'bnVsbA=='], [12, 'MTI='],
  ]) {
    assert.strictEqual(module.encodePayload(data), base64);
  }
  assert.throws(() => module.encodePayload(undefined), TypeError);
  assert.throws(() => module.decodePayload(undefined), TypeError);
  assert.ok(module.decodePayload('AP8=').equals(Buffer.from([0, 255])));
});

test('the public members are those of the README and the services, and the instance has one field', () => {
  const { IxtProcessModule } = require('../ixt-process-module');
  assert.deepStrictEqual(Object.getOwnPropertyNames(IxtProcessModule.prototype).sort(), [
    'constructor', 'decodePayload', 'encodePayload', 'error', 'kvDelete', 'kvExists', 'kvGet', 'kvSet', 'log', 'logError', 'logStructured',
    'onHandle', 'onHealthCheck', 'onInit', 'onShutdown', 'run', 'sendMessage', 'success']);
  assert.deepStrictEqual(Object.keys(new IxtProcessModule()), ['_ixt']);
});

test('handlers interleave, start in order of arrival, and may be answered in any order', async (t) => {
  const runtime = await FakeRuntime.start(t);
  const frames = [];
  for (let i = 0; i < 1000; i++) {
    frames.push(runtime.run([{ do: 'add', counter: 'started', by: 1 }, { do: 'bump_across', counter: 'c' }, { do: 'wait', gate: 'g' }], { id: i }));
  }
  runtime.send(...frames);
  await runtime.expectSuccess({ type: 'health_check', id: 'while they wait' });
  runtime.send(runtime.run([{ do: 'open', gate: 'g' }], { id: 'open' }));
  const answers = byId(await receive(runtime, 1001));
  frames.forEach((frame, i) => assert.strictEqual(answers.get(i).data.results[0].value, i + 1));
  assert.deepStrictEqual((await runtime.ask(runtime.run([{ do: 'counter', counter: 'c' }]))).data.results, [{ value: 1000 }]);
});

test('an id that is outstanding is refused and the first is undisturbed; "1" is not 1; an answered id is free again', async (t) => {
  const runtime = await FakeRuntime.start(t);
  const wait = (id) => runtime.run([{ do: 'wait', gate: 'g' }], { id });
  runtime.send(wait(1), wait('1'), wait(1), { type: 'health_check', id: 1 }, { type: 'shutdown', id: '1' });
  for (const [id, answer] of (await receive(runtime, 3)).map((a) => [a.id, a])) {
    assert.deepStrictEqual([answer.error.code, answer.error.details], ['PROTOCOL_ERROR', { pointer: '/id' }], JSON.stringify(id));
  }
  runtime.send(runtime.run([{ do: 'open', gate: 'g' }], { id: 'o' }));
  assert.deepStrictEqual((await receive(runtime, 3)).map((a) => [a.id, a.success]).sort(), [[1, true], ['1', true], ['o', true]].sort());
  assert.strictEqual((await runtime.ask(runtime.run([], { id: 1 }))).success, true);
});

test('past the bound messages are refused, health checks and cancels are not', async (t) => {
  const runtime = await evaluator(t, { env: { IXT_TEST_OPTIONS: '{"maxOutstanding":2}' } });
  const body = 'await context.cancelled; return module.error("CANCELLED", "as told")';
  runtime.send(runtime.handle('x', body, { id: 1 }), runtime.handle('x', body, { id: 2 }), runtime.handle('x', body, { id: 3 }));
  const refused = await runtime.receive();
  assert.deepStrictEqual([refused.id, refused.error.code], [3, 'OVERLOADED']);
  await runtime.expectSuccess({ type: 'health_check', id: 4 });
  assert.deepStrictEqual(await runtime.ask({ type: 'cancel', id: 2 }), { type: 'response', id: 2, success: false, error: { code: 'CANCELLED', message: 'as told' } });
  assert.strictEqual((await runtime.eval('', { id: 5 })).success, true);
});

test('the default bound is 8,192', async (t) => {
  const runtime = await FakeRuntime.start(t);
  const frames = [];
  for (let i = 0; i <= 8192; i++) {
    frames.push(runtime.run([{ do: 'wait', gate: 'g' }], { id: i }));
  }
  runtime.send(...frames);
  const refused = await runtime.receive();
  assert.deepStrictEqual([refused.id, refused.error.code], [8192, 'OVERLOADED']);
});

test('a time to live that has passed is EXPIRED without the handler: at once for 0, after queueing for more', async (t) => {
  const runtime = await evaluator(t);
  const expired = await runtime.eval('module.ran = true', { message: { ttl_ms: 0 } });
  assert.strictEqual(expired.error.code, 'EXPIRED');
  // One write, so one read: the second has been there since before the first began to block.
  runtime.send(
    runtime.handle('x', 'const until = Date.now() + 60; while (Date.now() < until) {}', { id: 1, message: { ttl_ms: 60000 } }),
    runtime.handle('x', 'module.ran = true', { id: 2, message: { ttl_ms: 50 } }),
    runtime.handle('x', 'return module.success({ ran: module.ran === true })', { id: 3 }));
  const answers = byId(await receive(runtime, 3));
  assert.strictEqual(answers.get(1).success, true);
  assert.strictEqual(answers.get(2).error.code, 'EXPIRED');
  assert.deepStrictEqual(answers.get(3).data, { ran: false });
});

test('a cancel reaches the handler it names, which gives the one answer; any other cancel is ignored', async (t) => {
  const runtime = await evaluator(t);
  runtime.send(
    runtime.handle('x', 'await context.cancelled; return module.success({ keys: Object.keys(context) })', { id: 'a' }),
    { type: 'cancel', id: 'b' }, { type: 'cancel', id: 'a' }, { type: 'cancel', id: 'a' });
  const answer = await runtime.receive();
  assert.deepStrictEqual([answer.id, answer.data], ['a', { keys: ['trace_id', 'source_module', 'timestamp'] }]);
  runtime.send({ type: 'cancel', id: 'a' });
  await runtime.expectSuccess({ type: 'health_check', id: 'a' });
});

test('a log line goes to stderr with its level and the module\'s id', async (t) => {
  const runtime = await evaluator(t);
  await runtime.eval('module.log("one\\ntwo"); module.logError(new Error("three"))');
  await runtime.shutDown();
  assert.strictEqual(runtime.stderr, '[INFO] test:1.0.0/instance-001: one\ntwo\n[ERROR] test:1.0.0/instance-001: Error: three\n');
});

inBothFramings(test, 'while the runtime does not read, what is unsent stays bounded, and nothing is lost', async (t, framing) => {
  const runtime = await evaluator(t, { framing });
  await runtime.eval(`
    const engine = module._ixt;
    const send = engine.send;
    module.most = 0;
    engine.send = function (text) {
      send.call(engine, text);
      module.most = Math.max(module.most, engine.socket.writableLength);
      if (engine.stalled) { module.log('stalled'); }
    };`);
  runtime.socket.pause();
  const count = 400;
  const filler = 'x'.repeat(64 * 1024);
  for (let i = 0; i < count; i++) {
    runtime.send(runtime.handle('x', `return module.success({ i: ${i}, filler: "${filler}" })`, { id: i }));
  }
  await runtime.untilStderr('stalled');
  assert.ok(runtime.socket.writableLength > 0, 'most of what we wrote waits here, not in the module');
  runtime.socket.resume();
  const answers = byId(await receive(runtime, count));
  for (let i = 0; i < count; i++) {
    assert.strictEqual(answers.get(i).data.filler.length, filler.length);
  }
  const { most } = (await runtime.eval('return module.success({ most: module.most })')).data;
  assert.ok(most > 1024 * 1024, `the case is real: ${most}`);
  assert.ok(most < 2 * 1024 * 1024, `${most} bytes were waiting at once`);
  assert.strictEqual(await runtime.shutDown(), 0);
});
