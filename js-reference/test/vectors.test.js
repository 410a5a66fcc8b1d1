'use strict';
// The golden vectors of spec/vectors, which every implementation reads: framing by the reader alone, over every cut, and by
// a module on a socket; the rest by a module on a socket.
const assert = require('assert');
const test = require('node:test');
const { IxtProcessModule } = require('../ixt-process-module');
const { FakeRuntime, inBothFramings } = require('../testing/fake-runtime');
const { MAX_FRAME, readerClass, cuts, read } = require('../testing/framing');
const { prove, definitions } = require('../testing/message-vectors');
const vectors = require('../testing/vectors');

const GROUPS = { base64: 'base64', detect: 'framing', length: 'framing', messages: 'messages', ndjson: 'framing', violations: 'violations' };

/** Groups of the encoding that this reference does not speak: it never chooses protobuf (specification §16). */
const OTHER_ENCODING = ['protobuf', 'protobuf-variants', 'protobuf-violations'];
const CODES = { ZERO_LENGTH: 'PROTOCOL_ERROR', FRAME_TOO_LARGE: 'FRAME_TOO_LARGE' };

/** What of a vector is not tested in one of the ways, and why. Each entry must apply to some vector: a stale one fails. */
const NOT_TESTED = {
  'on a socket': {
    reason: 'needs a limit that a module does not have; tested with the reader alone',
    applies: (vector) => vector.maxPayload !== undefined && vector.maxPayload !== MAX_FRAME,
  },
};

const loaded = Object.fromEntries(Object.entries(GROUPS).map(([name, kind]) => [name, vectors.load(name, kind)]));
const framingGroups = Object.keys(GROUPS).filter((name) => GROUPS[name] === 'framing');

test('every vector file is one of the groups tested here', () => {
  assert.deepStrictEqual(vectors.files(), [...Object.keys(GROUPS), ...OTHER_ENCODING].sort());
});

test('every message definition that is proved here has a vector', () => {
  assert.deepStrictEqual([...new Set(loaded.messages.map((vector) => vector.definition))].sort(), definitions.sort());
});

test('what is not tested is still there', () => {
  for (const [way, { applies }] of Object.entries(NOT_TESTED)) {
    assert.ok(framingGroups.some((name) => loaded[name].some(applies)), way);
  }
});

test('the notation of the vectors is read strictly', () => {
  assert.deepStrictEqual(vectors.bytes([{ text: 'é' }, { hex: '00ff' }, { repeat: 'ab01', times: 2 }, { repeat: '61', times: 0 }]), Buffer.from('c3a900ffab01ab01', 'hex'));
  for (const part of [{}, { hex: 'f' }, { hex: 'FF' }, { hex: '0g' }, { repeat: '61' }, { repeat: '61', times: -1 }, { text: 'a', hex: '61' }, { utf16: 'a' }]) {
    assert.throws(() => vectors.bytes([part]), JSON.stringify(part));
  }
});

// ---------------------------------------------------------------------------------------------------------------------
// Framing

/** `{}` in a framing: what has come before a vector that does not start a stream. */
const BEFORE = { ndjson: Buffer.from('{}\n\n'), length: Buffer.from('\u0002\0\0\0{}') };

for (const group of framingGroups) {
  for (const vector of loaded[group]) {
    const { expect, format, maxPayload = MAX_FRAME } = vector;

    test(`${group}: ${vector.name}, whatever the cut`, () => {
      const FrameReader = readerClass(maxPayload);
      const frames = expect.frames.map((frame) => vectors.bytes(frame.bytes));
      const rest = vectors.bytes(expect.rest);
      for (const { name, pieces } of cuts(vectors.bytes(vector.input))) {
        const reader = new FrameReader();
        if (format !== 'detect') { assert.strictEqual(read(reader, [BEFORE[format]]).frames.length, 1); }
        const received = read(reader, pieces);
        assert.strictEqual(received.frames.length, frames.length, name);
        frames.forEach((frame, i) => assert.ok(frame.equals(received.frames[i]), `${name}: frame ${i}`));
        assert.ok(rest.equals(received.rest), `${name}: the rest is ${received.rest.length} bytes, expected ${rest.length}`);
        assert.strictEqual(received.error, expect.error === undefined ? undefined : CODES[expect.error], name);
        assert.strictEqual(reader.framing || 'undecided', format === 'detect' ? expect.detected : format, name);
      }
      for (const frame of expect.frames.filter((each) => 'json' in each)) {
        assert.deepStrictEqual(JSON.parse(vectors.bytes(frame.bytes).toString('utf8')), frame.json);
      }
    });

    test(`${group}: ${vector.name}, on a socket`, { skip: NOT_TESTED['on a socket'].applies(vector) && NOT_TESTED['on a socket'].reason }, async (t) => {
      const isStart = format === 'detect';
      const framing = isStart ? expect.detected : format;
      const runtime = await FakeRuntime.start(t, { framing: framing === 'undecided' ? 'ndjson' : framing, init: !isStart });
      const expected = expect.frames.map((frame) => answerTo(frame, !isStart)).filter((answer) => answer !== null);
      if (expect.error !== undefined) { expected.push(`null ${CODES[expect.error]}`); }
      runtime.raw(vectors.bytes(vector.input));
      if (expect.error === undefined) { runtime.socket.end(); } // else the module has to close
      const answers = [];
      for (let answer = await runtime.receive(); answer !== null; answer = await runtime.receive()) {
        answers.push(`${JSON.stringify(answer.id)} ${answer.success ? 'success' : answer.error.code}`);
      }
      assert.deepStrictEqual(answers.sort(), expected.sort());
      assert.strictEqual(await runtime.exit(), expect.error === undefined ? 0 : 1);
      const dropped = /inside a frame; (\d+) bytes dropped/.exec(runtime.stderr);
      const rest = expect.error === undefined ? vectors.bytes(expect.rest).length : 0;
      assert.strictEqual(dropped === null ? 0 : Number(dropped[1]), rest, runtime.stderr);
    });
  }
}

/** The id and outcome of a module's answer to a frame of the framing vectors; null when there is none. */
function answerTo({ json }, isInitialized) {
  switch (json && json.type) {
    case 'health_check': return `${JSON.stringify(json.id)} ${isInitialized ? 'success' : 'NOT_INITIALIZED'}`;
    case 'shutdown': return `${JSON.stringify(json.id)} success`;
    case 'cancel': return null;
    case undefined: case null: return 'null PROTOCOL_ERROR'; // not JSON, no object, or an object without a type
    default: throw new Error(`no answer known to ${json.type}`);
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Base64

inBothFramings(test, 'base64: a payload is what the vector says, or is refused', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  for (const vector of loaded.base64) {
    await t.test(vector.name, async () => {
      const { base64, hex, valid = true, lenient = false } = vector;
      const frame = runtime.handle('conformance.echo', '', { message: { payload: base64 } });
      const answer = await runtime.ask(frame);
      assert.strictEqual(answer.id, frame.id);
      assert.ok(valid ? hex !== undefined : hex === undefined && !lenient);
      if (!valid || (lenient && !answer.success)) {
        assert.deepStrictEqual([answer.success, answer.error.code, answer.error.details], [false, 'INVALID_PAYLOAD', { pointer: '/message/payload' }]);
        return;
      }
      const bytes = vectors.ofHex(hex);
      assert.deepStrictEqual([answer.success, answer.data.payload, answer.data.size], [true, bytes.toString('base64'), bytes.length]);
    });
  }
});

test('base64: an author encodes and decodes as the vectors say', () => {
  const module = new IxtProcessModule();
  for (const { name, base64, hex, lenient } of loaded.base64.filter((vector) => vector.hex !== undefined)) {
    assert.ok(module.decodePayload(base64).equals(vectors.ofHex(hex)), name);
    assert.strictEqual(module.encodePayload(vectors.ofHex(hex)) === base64, !lenient, name); // what may be refused is never written
  }
});

// ---------------------------------------------------------------------------------------------------------------------
// Messages

const referredTo = Object.fromEntries(loaded.messages.map((vector) => [vector.definition, vector.json]));

for (const vector of loaded.messages) {
  inBothFramings(test, `messages: ${vector.name}`, (t, framing) => prove((options) => FakeRuntime.start(t, Object.assign({ framing }, options)), vector, referredTo));
}

// ---------------------------------------------------------------------------------------------------------------------
// Violations

inBothFramings(test, 'violations: each is answered as the vector says and the next frame is handled', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { framing });
  for (const { name, input, expect } of loaded.violations) {
    const body = vectors.bytes(input);
    const skip = framing === 'ndjson' && body.includes(0x0a) && 'holds a line break, so it is no line';
    await t.test(name, { skip }, async () => {
      const { type, id, success, error } = await runtime.ask(body);
      assert.deepStrictEqual([type, id, success, error.code], ['response', expect.id, false, expect.code]);
      assert.deepStrictEqual(error.details, expect.pointer === undefined ? undefined : { pointer: expect.pointer });
      assert.ok(error.message.length > 0);
      assert.deepStrictEqual(await runtime.expectSuccess({ type: 'health_check', id: 'alive' }), { healthy: true });
    });
  }
});
