'use strict';
const assert = require('assert');
const test = require('node:test');
const { IxtProcessModule } = require('../ixt-process-module');

const FrameReader = new IxtProcessModule()._ixt.reader.constructor;
const MAX_FRAME = 16777215;

const TEXTS = ['{}', '{"type":"health_check","id":"é𝄞"}', ' {"a" : [1]} ', '{"type":"shutdown","id":9007199254740991}'];

function line(text, ending = '\n') {
  return Buffer.from(text + ending);
}

function counted(text) {
  const body = Buffer.from(text);
  const header = Buffer.alloc(4);
  header.writeUInt32LE(body.length);
  return Buffer.concat([header, body]);
}

const STREAMS = {
  ndjson: Buffer.concat([line(TEXTS[0]), line('', '\n'), line(TEXTS[1], '\r\n'), line('', '\r\n'), line(TEXTS[2]), line(TEXTS[3])]),
  length: Buffer.concat(TEXTS.map(counted)),
};

/** What a reader gives out for a stream that arrives in these pieces. */
function read(pieces, reader = new FrameReader()) {
  const texts = [];
  for (const piece of pieces) {
    reader.push(Buffer.from(piece)); // a copy, as every read from a socket is a buffer of its own
    for (let frame = reader.next(); frame !== null; frame = reader.next()) {
      texts.push(frame.toString());
    }
  }
  assert.strictEqual(reader.pending, 0);
  return texts;
}

for (const framing of Object.keys(STREAMS)) {
  const stream = STREAMS[framing];

  test(`frames come out whole whatever the cut, ${framing}`, () => {
    assert.deepStrictEqual(read([stream]), TEXTS);
    for (let a = 0; a <= stream.length; a++) {
      for (let b = a; b <= stream.length; b++) {
        const texts = read([stream.subarray(0, a), stream.subarray(a, b), stream.subarray(b)]);
        assert.deepStrictEqual(texts, TEXTS, `cut at ${a} and ${b}`);
      }
    }
  });

  test(`frames come out whole byte by byte, many times over, ${framing}`, () => {
    const bytes = Array.from(stream, (byte) => Buffer.from([byte]));
    const reader = new FrameReader();
    for (let round = 0; round < 50; round++) {
      assert.deepStrictEqual(read(bytes, reader), TEXTS);
    }
    assert.strictEqual(reader.framing, framing);
  });

  test(`a frame of the limit in small pieces is neither copied nor searched again and again, ${framing}`, (t) => {
    const text = `{"a":"${'x'.repeat(MAX_FRAME - 8)}"}`;
    const frame = framing === 'ndjson' ? line(text) : counted(text);
    let copied = 0;
    let searched = 0;
    const { copy, indexOf } = Buffer.prototype;
    t.mock.method(Buffer.prototype, 'copy', function (...args) {
      const count = copy.apply(this, args);
      copied += count;
      return count;
    });
    t.mock.method(Buffer.prototype, 'indexOf', function (value, from) {
      searched += this.length - from;
      return indexOf.call(this, value, from);
    });

    const reader = new FrameReader();
    let got = null;
    for (let at = 0; at < frame.length; at += 1000) {
      assert.strictEqual(got, null);
      reader.push(frame.subarray(at, at + 1000));
      got = reader.next();
    }

    assert.strictEqual(got.length, MAX_FRAME);
    assert.ok(got.equals(Buffer.from(text)));
    assert.ok(copied < 4 * MAX_FRAME, `${copied} bytes copied`);
    assert.ok(searched < 2 * MAX_FRAME, `${searched} bytes searched`);
  });
}

test('nothing is decided before the fourth byte', () => {
  for (const [first, last, framing] of [['{}\n', '{', 'ndjson'], ['\n\n\n', '\n', 'ndjson'], ['\u0002\0\0', '\0', 'length']]) {
    const reader = new FrameReader();
    reader.push(Buffer.from(first));
    assert.strictEqual(reader.next(), null);
    assert.strictEqual(reader.framing, null);
    reader.push(Buffer.from(last));
    reader.next();
    assert.strictEqual(reader.framing, framing);
  }
});

test('a length over the limit is refused on the header alone', () => {
  for (const [header, code] of [[[0, 0, 0, 1], 'FRAME_TOO_LARGE'], [[255, 255, 255, 255], 'FRAME_TOO_LARGE'], [[0, 0, 0, 0], 'PROTOCOL_ERROR']]) {
    const reader = new FrameReader();
    reader.push(counted('{}'));
    assert.strictEqual(reader.next().toString(), '{}');
    reader.push(Buffer.from(header));
    assert.throws(() => reader.next(), { code });
  }
});

test('a line over the limit is refused, with its end in sight or not; a CR does not count', () => {
  const longest = Buffer.alloc(MAX_FRAME, 'x');
  const accepted = new FrameReader();
  accepted.push(Buffer.concat([longest, Buffer.from('\r')]));
  assert.strictEqual(accepted.next(), null);
  accepted.push(Buffer.from('\n'));
  assert.strictEqual(accepted.next().length, MAX_FRAME);

  for (const rest of ['x', 'x\n', 'x\r\n', '\rx']) {
    const reader = new FrameReader();
    reader.push(Buffer.concat([longest, Buffer.from(rest)]));
    assert.throws(() => reader.next(), { code: 'FRAME_TOO_LARGE' }, JSON.stringify(rest));
  }
});
