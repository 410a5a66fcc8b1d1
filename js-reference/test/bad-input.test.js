'use strict';
// Bad input: a clear error, nothing lost, never a hang. Each test runs in both framings.
const assert = require('assert');
const test = require('node:test');
const { FakeRuntime, inBothFramings } = require('../testing/fake-runtime');

const MAX_FRAME = 16777215;

/** Sends a frame, expects exactly this error, and that the module handles the next frame. */
async function expectFault(runtime, frame, { id = null, code = 'PROTOCOL_ERROR', pointer }) {
  const name = Buffer.isBuffer(frame) ? frame.toString('latin1').slice(0, 80) : JSON.stringify(frame).slice(0, 200);
  const answer = await runtime.ask(frame);
  assert.strictEqual(answer.type, 'response', name);
  assert.strictEqual(answer.success, false, name);
  assert.strictEqual(answer.error.code, code, name);
  assert.strictEqual(answer.id, id, name);
  assert.ok(answer.error.message.length > 0, name);
  assert.deepStrictEqual(answer.error.details, pointer === undefined ? undefined : { pointer }, name);
  assert.deepStrictEqual(await runtime.expectSuccess({ type: 'health_check', id: 'alive' }), { healthy: true });
}

/** A valid handle of which `change` alters one thing. */
function altered(runtime, change) {
  const frame = runtime.handle('conformance.echo', 'x', { id: 'h' });
  change(frame);
  return frame;
}

inBothFramings(test, 'a frame that is not a JSON object is answered with id null and the next frame is handled', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  for (const text of ['nonsense', '{"type":"health_check","id":1', '{"type":"health_check","id":1}}', "{'a':1}", '[]', '[{"type":"health_check","id":1}]',
    'null', '1', '"x"', 'true', '{"id":1,}', '{"id":01}', '{"id":1,"type":NaN}', '\ufeff{"type":"health_check","id":1}', '{"a":"\u0001"}']) {
    await expectFault(runtime, text, {});
  }
  assert.strictEqual(await runtime.shutDown(), 0);
});

inBothFramings(test, 'invalid UTF-8 is answered with id null, wherever it stands', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  for (const bad of ['ff', 'c3', 'c0af', 'eda080', 'f4908080', 'e282', '80']) {
    for (const [before, after] of [['{"type":"health_check","id":"a', '"}'], ['{"type":"health_check","id":1,"x":"\ufffd', '"}'], ['', '{}']]) {
      await expectFault(runtime, Buffer.concat([Buffer.from(before), Buffer.from(bad, 'hex'), Buffer.from(after)]), {});
    }
  }
  await runtime.expectSuccess({ type: 'health_check', id: 'a genuine \ufffd is fine' });
});

inBothFramings(test, 'depth 64 is accepted and 65 is not, also in a member that is overridden', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  const nested = (depth) => `{"type":"health_check","id":"d","x":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)},"y":"]]]}}\\"["}`;
  assert.strictEqual((await runtime.ask(nested(64))).success, true);
  await expectFault(runtime, nested(65), {});
  await expectFault(runtime, nested(65).replace('"y"', '"x"'), {});
  await expectFault(runtime, '['.repeat(100000), {});
  await expectFault(runtime, '{"a":'.repeat(100000), {});
  assert.strictEqual((await runtime.ask({ type: 'health_check', id: 'd', x: '[{'.repeat(100), y: new Array(100).fill([]) })).success, true);
});

inBothFramings(test, 'a type that is missing, not a string or unknown is answered with the id if that is valid', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  for (const type of [undefined, null, 1, {}, [], 'nonsense', '', 'response', 'Init', 'constructor', '__proto__', 'hasOwnProperty']) {
    await expectFault(runtime, { type, id: 5 }, { id: 5, pointer: '/type' });
    await expectFault(runtime, { type, id: -5 }, { pointer: '/type' });
  }
});

inBothFramings(test, 'an id that is missing or not an id is answered with id null', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  for (const id of ['""', `"${'a'.repeat(129)}"`, '1.5', '-1', '9007199254740992', '1e400', 'null', 'true', '[]', '{}', '"a\\ud800"', '"\\udc00\\ud800"']) {
    for (const type of ['health_check', 'shutdown', 'init', 'handle', 'cancel', 'service_response']) {
      await expectFault(runtime, `{"type":"${type}","id":${id}}`, { pointer: '/id' });
    }
  }
  await expectFault(runtime, { type: 'health_check' }, { pointer: '/id' });
  for (const id of ['a', 'a'.repeat(128), 'é𝄞"\\\u0000\n', 0, 1, 9007199254740991]) {
    assert.strictEqual((await runtime.ask({ type: 'health_check', id })).id, id);
  }
});

inBothFramings(test, 'a missing, wrong or out-of-bounds member is answered with its pointer', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  const set = (path, value) => (frame) => {
    const keys = path.slice(1).split('/');
    const last = keys.pop();
    keys.reduce((object, key) => object[key], frame)[last] = value;
  };
  for (const [pointer, values] of Object.entries({
    '/message': [undefined, null, 1, 'x', []],
    '/message/topic': [undefined, null, 1, '', 'a'.repeat(256), {}],
    '/message/payload': [undefined, null, 1, {}, ['YQ==']],
    '/message/priority': [0, 5, 1.5, '1', true],
    '/message/ttl_ms': [-1, 1.5, '1', 9007199254740992],
    '/context': [undefined, null, 'x', []],
    '/context/trace_id': [undefined, null, 1],
    '/context/source_module': [undefined, null, 1],
    '/context/timestamp': [undefined, null, -1, '1'],
  })) {
    for (const value of values) {
      await expectFault(runtime, altered(runtime, set(pointer, value)), { id: 'h', pointer });
    }
  }
  for (const grace of [-1, 1.5, '1', {}]) {
    await expectFault(runtime, { type: 'shutdown', id: 's', grace_ms: grace }, { id: 's', pointer: '/grace_ms' });
  }
});

test('a faulty init is answered with its pointer, and a good one is accepted afterwards', async (t) => {
  const runtime = await FakeRuntime.start(t, { init: false });
  const offer = (change) => Object.assign({ versions: ['1.1'], encodings: ['json'], features: [] }, change);
  for (const [frame, pointer] of [
    [{}, '/config'],
    [{ config: null }, '/config'],
    [{ config: [] }, '/config'],
    [{ config: {}, protocol: 'x' }, '/protocol'],
    [{ config: {}, protocol: offer({ versions: undefined }) }, '/protocol/versions'],
    [{ config: {}, protocol: offer({ versions: [] }) }, '/protocol/versions'],
    [{ config: {}, protocol: offer({ versions: ['1.0', 1.1] }) }, '/protocol/versions/1'],
    [{ config: {}, protocol: offer({ encodings: 'json' }) }, '/protocol/encodings'],
    [{ config: {}, protocol: offer({ features: null }) }, '/protocol/features'],
    [{ config: {}, protocol: offer({ features: [null] }) }, '/protocol/features/0'],
  ]) {
    const answer = await runtime.ask(Object.assign({ type: 'init', id: 'i' }, frame));
    assert.deepStrictEqual([answer.id, answer.error.code, answer.error.details], ['i', 'PROTOCOL_ERROR', { pointer }]);
  }
  assert.deepStrictEqual(await runtime.expectSuccess({ type: 'init', id: 'i', config: {}, protocol: null }), {});
});

inBothFramings(test, 'what is optional may be null, what is unknown is ignored, the last of two members counts', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  const frame = altered(runtime, (f) => {
    Object.assign(f.message, { priority: null, ttl_ms: null, more: {} });
    Object.assign(f.context, { more: 1, cancelled: 'x' });
    f.more = [];
  });
  const data = await runtime.expectSuccess(frame);
  assert.deepStrictEqual([data.priority, data.ttl_ms], [1, null]);
  assert.strictEqual((await runtime.ask('{"id":1,"type":"nonsense","type":"health_check","id":2,"\\u0069d":3}')).id, 3);
  assert.strictEqual((await runtime.ask('{"id":1,"__proto__":{"type":"x"},"type":"health_check"}')).success, true);
});

inBothFramings(test, 'a payload that is not strict base64 is INVALID_PAYLOAD', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  for (const payload of ['a', 'YQ', 'YQ=', 'YQ===', 'YWI', '====', 'YQ==YQ==', 'Y Q=', 'YQ==\n', ' YQ==', '_-8=', 'YQ=a', '????', 'Zé==', 'YR==']) {
    const frame = altered(runtime, (f) => { f.message.payload = payload; });
    await expectFault(runtime, frame, { id: 'h', code: 'INVALID_PAYLOAD', pointer: '/message/payload' });
  }
  for (const bytes of [[], [0], [0, 255], [1, 2, 3], [251, 255, 191]]) {
    const data = await runtime.expectSuccess(runtime.handle('conformance.echo', Buffer.from(bytes)));
    assert.strictEqual(data.payload, Buffer.from(bytes).toString('base64'));
    assert.strictEqual(data.size, bytes.length);
  }
});

inBothFramings(test, 'a malformed cancel or answer is reported with id null; a null id is nobody\'s', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  await expectFault(runtime, { type: 'service_response', id: 'm-9' }, { pointer: '/success' });
  await expectFault(runtime, { type: 'service_response', id: 'm-9', success: 'yes', data: {} }, { pointer: '/success' });
  await expectFault(runtime, { type: 'service_response', id: 'm-9', success: true }, { pointer: '/data' });
  await expectFault(runtime, { type: 'service_response', id: 'm-9', success: true, data: [] }, { pointer: '/data' });
  await expectFault(runtime, { type: 'service_response', id: 'm-9', success: false }, { pointer: '/error' });
  await expectFault(runtime, { type: 'service_response', id: 'm-9', success: false, error: { code: 1, message: '' } }, { pointer: '/error/code' });
  await expectFault(runtime, { type: 'service_response', id: 'm-9', success: false, error: { code: 'X' } }, { pointer: '/error/message' });
  runtime.send(
    { type: 'service_response', id: 'm-9', success: true, data: {} },
    { type: 'service_response', id: null, success: false, error: { code: 'PROTOCOL_ERROR', message: 'of yours' } },
    { type: 'cancel', id: 'nobody' });
  assert.strictEqual((await runtime.ask({ type: 'health_check', id: 1 })).id, 1);
});

inBothFramings(test, 'a faulty frame in the midst of others disturbs none of them', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  runtime.send(runtime.run([{ do: 'wait', gate: 'g' }], { id: 'w' }), 'nonsense', { type: 'x', id: 'w' }, runtime.run([{ do: 'open', gate: 'g' }], { id: 'o' }));
  const answers = [await runtime.receive(), await runtime.receive(), await runtime.receive(), await runtime.receive()];
  assert.deepStrictEqual(answers.slice(0, 2).map((a) => [a.id, a.success]), [[null, false], ['w', false]]);
  assert.deepStrictEqual(answers.slice(2).map((a) => [a.id, a.success]).sort(), [['o', true], ['w', true]]);
});

test('a zero or oversize header is answered on the header alone, then the module ends with 1', async (t) => {
  for (const [header, code] of [[[0, 0, 0, 0], 'PROTOCOL_ERROR'], [[0, 0, 0, 1], 'FRAME_TOO_LARGE'], [[255, 255, 255, 255], 'FRAME_TOO_LARGE']]) {
    const runtime = await FakeRuntime.start(t, { framing: 'length', config: { conformance: { shutdown: [{ do: 'stderr', message: 'the hook ran' }] } } });
    runtime.send(runtime.run([{ do: 'wait', gate: 'never' }], { id: 'w' }));
    runtime.raw(Buffer.from(header));
    const answers = [await runtime.receive(), await runtime.receive()];
    assert.deepStrictEqual(answers.map((a) => [a.id, a.error.code]), [[null, code], ['w', 'CANCELLED']]);
    assert.strictEqual(await runtime.receive(), null);
    assert.strictEqual(await runtime.exit(), 1);
    assert.strictEqual(runtime.stderr.split('the hook ran').length, 2, runtime.stderr);
  }
});

test('an unterminated line over the limit is answered, then the module ends with 1', async (t) => {
  const runtime = await FakeRuntime.start(t, { framing: 'ndjson' });
  runtime.raw(Buffer.alloc(MAX_FRAME + 1, 'x'));
  const answer = await runtime.receive();
  assert.deepStrictEqual([answer.id, answer.error.code], [null, 'FRAME_TOO_LARGE']);
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 1);
});

test('a bad first header ends a module that was never initialized without its hook', async (t) => {
  const runtime = await FakeRuntime.start(t, { framing: 'length', init: false });
  runtime.raw(Buffer.alloc(4));
  assert.strictEqual((await runtime.receive()).error.code, 'PROTOCOL_ERROR');
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 1);
});

inBothFramings(test, 'a frame of exactly the limit is handled, and a result of the limit is sent', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  const frame = { type: 'health_check', id: 1, x: '' };
  frame.x = 'x'.repeat(MAX_FRAME - JSON.stringify(frame).length);
  assert.strictEqual((await runtime.ask(frame)).id, 1);

  // The id's length makes the response exactly as long as wanted.
  const size = 12582793;
  const rest = JSON.stringify({ type: 'response', id: '', success: true, data: { size, payload: Buffer.alloc(size).toString('base64') } }).length;
  const replyOf = (length) => runtime.run([{ do: 'reply_bytes', size }], { id: 'i'.repeat(length - rest) });
  const fits = await runtime.ask(replyOf(MAX_FRAME));
  assert.strictEqual(Buffer.from(fits.data.payload, 'base64').length, size);
  const tooLarge = replyOf(MAX_FRAME + 1);
  const refused = await runtime.ask(tooLarge);
  assert.deepStrictEqual([refused.id, refused.error.code], [tooLarge.id, 'FRAME_TOO_LARGE']);
  assert.strictEqual(await runtime.shutDown(), 0);
});

inBothFramings(test, 'a stream that ends inside a frame ends the module as a whole end does', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  const bytes = runtime.frame({ type: 'health_check', id: 1 });
  runtime.raw(bytes.subarray(0, bytes.length - 1));
  runtime.socket.end();
  assert.strictEqual(await runtime.receive(), null);
  assert.strictEqual(await runtime.exit(), 0);
  assert.match(runtime.stderr, /inside a frame; \d+ bytes dropped/);
});

inBothFramings(test, 'a stream is understood byte by byte over a socket', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing, init: false });
  for (const frame of [{ type: 'init', id: 'é', config: {} }, runtime.handle('conformance.echo', 'é𝄞', { id: '𝄞' }), { type: 'health_check', id: 2 }]) {
    for (const byte of runtime.frame(frame)) {
      await new Promise((resolve) => { runtime.socket.write(Buffer.from([byte]), resolve); });
    }
    const answer = await runtime.receive();
    assert.deepStrictEqual([answer.id, answer.success], [frame.id, true]);
  }
});
