'use strict';
const assert = require('assert');
const { once } = require('events');
const test = require('node:test');
const { FakeRuntime, inBothFramings, EVAL } = require('../testing/fake-runtime');

const HOOK = { conformance: { shutdown: [{ do: 'stderr', message: 'the hook ran' }] } };
const code = (answer) => answer && [answer.id, answer.success ? 'success' : answer.error.code];
const hookRuns = (runtime) => runtime.stderr.split('the hook ran').length - 1;

inBothFramings(test, 'a shutdown drains, runs the hook once, answers, closes, exits with 0', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing, config: HOOK });
  runtime.send(runtime.run([{ do: 'kv_exists', key: 'k' }], { id: 'h' }), { type: 'shutdown', id: 's' });
  const call = await runtime.receive(); // a service call of an outstanding handle still works
  runtime.send({ type: 'init', id: 1, config: {} }, runtime.run([], { id: 2 }), { type: 'health_check', id: 3 }, { type: 'shutdown', id: 4 });
  for (const id of [1, 2, 3, 4]) {
    assert.deepStrictEqual(code(await runtime.receive()), [id, 'SHUTTING_DOWN']);
  }
  runtime.send({ type: 'service_response', id: call.id, success: true, data: { exists: true } });
  assert.deepStrictEqual(code(await runtime.receive()), ['h', 'success']);
  assert.deepStrictEqual(await runtime.receive(), { type: 'response', id: 's', success: true, data: {} });
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 0);
  assert.strictEqual(hookRuns(runtime), 1);
});

test('after the grace, handles are cancelled: their own answer if they give one, else CANCELLED', async (t) => {
  const runtime = await FakeRuntime.start(t, { config: HOOK });
  runtime.send(
    runtime.run([{ do: 'wait_cancel' }, { do: 'reply', data: { own: true } }], { id: 'heeds' }),
    runtime.run([{ do: 'wait', gate: 'never' }], { id: 'deaf' }),
    { type: 'shutdown', id: 's', grace_ms: 10 });
  assert.deepStrictEqual((await runtime.receive()), { type: 'response', id: 'heeds', success: true, data: { own: true } });
  assert.deepStrictEqual(code(await runtime.receive()), ['deaf', 'CANCELLED']);
  assert.deepStrictEqual(code(await runtime.receive()), ['s', 'success']);
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 0);
  assert.strictEqual(hookRuns(runtime), 1);
});

test('a grace of the largest number waits for the handles', async (t) => {
  const runtime = await FakeRuntime.start(t);
  runtime.send(runtime.run([{ do: 'kv_exists', key: 'k' }], { id: 'h' }), { type: 'shutdown', id: 's', grace_ms: Number.MAX_SAFE_INTEGER });
  const call = await runtime.receive();
  assert.deepStrictEqual(code(await runtime.ask({ type: 'health_check', id: 1 })), [1, 'SHUTTING_DOWN']);
  runtime.send({ type: 'service_response', id: call.id, success: true, data: { exists: true } });
  assert.deepStrictEqual(code(await runtime.receive()), ['h', 'success']);
  assert.deepStrictEqual(code(await runtime.receive()), ['s', 'success']);
});

test('a cancel is honoured while draining', async (t) => {
  const runtime = await FakeRuntime.start(t);
  runtime.send(runtime.run([{ do: 'wait_cancel' }], { id: 'h' }), { type: 'shutdown', id: 's' }, { type: 'cancel', id: 'h' });
  assert.deepStrictEqual(code(await runtime.receive()), ['h', 'success']);
  assert.deepStrictEqual(code(await runtime.receive()), ['s', 'success']);
});

test('a shutdown hook that fails is answered HANDLER_ERROR and the exit code is 1', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL, config: { onShutdown: 'throw new Error("cannot save")' } });
  const answer = await runtime.ask({ type: 'shutdown', id: 's' });
  assert.deepStrictEqual(answer, { type: 'response', id: 's', success: false, error: { code: 'HANDLER_ERROR', message: 'cannot save' } });
  assert.strictEqual(await runtime.exit(), 1);
});

test('the shutdown hook may use services', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: EVAL, config: { onShutdown: 'await module.kvSet("state", "x")' } });
  const call = await runtime.ask({ type: 'shutdown', id: 's' });
  assert.deepStrictEqual(call.params, { key: 'state', value: 'eA==' });
  const answer = await runtime.ask({ type: 'service_response', id: call.id, success: true, data: {} });
  assert.deepStrictEqual(code(answer), ['s', 'success']);
  assert.strictEqual(await runtime.exit(), 0);
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal} drains and answers what is outstanding, runs the hook, exits with 0`, async (t) => {
    const runtime = await FakeRuntime.start(t, { config: HOOK });
    const call = await runtime.ask(runtime.run([{ do: 'kv_exists', key: 'k' }], { id: 'h' }));
    runtime.child.kill(signal);
    let answer; // when the signal has arrived, requests are refused
    do {
      answer = await runtime.ask({ type: 'health_check', id: 1 });
    } while (answer.success);
    assert.deepStrictEqual(code(answer), [1, 'SHUTTING_DOWN']);
    runtime.send({ type: 'service_response', id: call.id, success: true, data: { exists: true } });
    assert.deepStrictEqual(code(await runtime.receive()), ['h', 'success']);
    assert.strictEqual(await runtime.receive(), null);
    assert.strictEqual(await runtime.exit(), 0);
    assert.strictEqual(hookRuns(runtime), 1);
  });
}

test('a signal before init exits with 0 without the hook', async (t) => {
  const runtime = await FakeRuntime.start(t, { init: false });
  await runtime.ask({ type: 'health_check', id: 1 });
  runtime.child.kill('SIGTERM');
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 0);
  assert.strictEqual(hookRuns(runtime), 0);
});

inBothFramings(test, 'the end of the stream cancels, runs the hook once, exits with 0', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing, config: HOOK });
  runtime.send(
    runtime.run([{ do: 'wait', gate: 'never' }], { id: 'deaf' }),
    runtime.run([{ do: 'wait_cancel' }, { do: 'stderr', message: 'was cancelled' }], { id: 'heeds' }),
    runtime.run([{ do: 'kv_get', key: 'k' }], { id: 'calls' }));
  assert.strictEqual((await runtime.receive()).type, 'service_request');
  runtime.socket.end();
  const answers = [await runtime.receive(), await runtime.receive(), await runtime.receive()];
  assert.deepStrictEqual(answers.map(code).sort(), [['calls', 'success'], ['deaf', 'CANCELLED'], ['heeds', 'success']]);
  assert.strictEqual(answers.find((answer) => answer.id === 'calls').data.results[0].error.code, 'CONNECTION_LOST');
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 0);
  assert.strictEqual(hookRuns(runtime), 1);
  assert.match(runtime.stderr, /was cancelled/);
});

test('a connection that breaks ends the module as the end of the stream does', async (t) => {
  const runtime = await FakeRuntime.start(t, { config: HOOK });
  await runtime.ask(runtime.run([{ do: 'kv_get', key: 'k' }], { id: 'h' }));
  runtime.socket.destroy();
  await once(runtime.child, 'exit');
  assert.strictEqual(await runtime.exit(), 0);
  assert.strictEqual(hookRuns(runtime), 1);
});

test('end of stream, signal and shutdown together run the hook once', async (t) => {
  const runtime = await FakeRuntime.start(t, { config: HOOK });
  runtime.send(runtime.run([{ do: 'wait', gate: 'never' }], { id: 'h' }), { type: 'shutdown', id: 's', grace_ms: 60000 });
  assert.deepStrictEqual(code(await runtime.ask({ type: 'health_check', id: 1 })), [1, 'SHUTTING_DOWN']);
  runtime.child.kill('SIGTERM');
  runtime.socket.end(); // hurries the drain
  assert.deepStrictEqual(code(await runtime.receive()), ['h', 'CANCELLED']);
  assert.deepStrictEqual(code(await runtime.receive()), ['s', 'success']);
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 0);
  assert.strictEqual(hookRuns(runtime), 1);
});

inBothFramings(test, 'the answers are all flushed before the connection is closed, however slowly the runtime reads', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing, config: HOOK });
  runtime.socket.pause();
  runtime.send(runtime.run([{ do: 'reply_bytes', size: 5000000 }], { id: 'h' }), { type: 'shutdown', id: 's' });
  await runtime.untilStderr('the hook ran');
  runtime.socket.resume();
  assert.strictEqual((await runtime.receive()).data.size, 5000000);
  assert.deepStrictEqual(code(await runtime.receive()), ['s', 'success']);
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 0);
});
