'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const test = require('node:test');
const { FakeRuntime } = require('../testing/fake-runtime');

const BROKEN = path.join(__dirname, '..', '..', 'testees', 'broken');

test('every broken module is in the table, with the requirement and the sentence of its head', () => {
  const rows = fs.readFileSync(path.join(BROKEN, 'README.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `'));
  const expected = fs.readdirSync(BROKEN).filter((name) => name.endsWith('.js')).sort().map((name) => {
    const head = fs.readFileSync(path.join(BROKEN, name), 'utf8').split('\n')[1];
    const [, requirement, sentence] = /^\/\/ Breaks (IXT-[A-Z]+-\d+): (.+)$/.exec(head);
    return `| \`${name}\` | ${requirement} | ${sentence} |`;
  });
  assert.deepStrictEqual(rows, expected);
});

test('the requirements that broken modules break are in the specification', () => {
  const spec = fs.readFileSync(path.join(__dirname, '..', '..', 'spec', 'PROTOCOL.md'), 'utf8');
  for (const name of fs.readdirSync(BROKEN).filter((file) => file.endsWith('.js'))) {
    const [requirement] = /IXT-[A-Z]+-\d+/.exec(fs.readFileSync(path.join(BROKEN, name), 'utf8'));
    assert.ok(spec.includes(`**${requirement}**`), `${name}: ${requirement}`);
  }
});

test('the conformance module describes itself and refuses other topics', async (t) => {
  const runtime = await FakeRuntime.start(t);
  const description = await runtime.expectSuccess(runtime.handle('conformance.describe', ''));
  assert.deepStrictEqual(description, {
    implementation: { name: 'js-reference', version: '0.1.0', language: 'javascript', platform: `node ${process.version}` },
    spec: '1.1',
    features: ['concurrent', 'cancel'],
  });
  assert.strictEqual((await runtime.ask(runtime.handle('other', ''))).error.message, 'Unknown topic: other');
});

test('the conformance module does every step of a script', async (t) => {
  const runtime = await FakeRuntime.start(t, { config: { a: 1, conformance: { health: [{ do: 'reply', data: { healthy: false, n: 1 } }] } } });
  const { results } = await runtime.expectSuccess(runtime.run([
    { do: 'turn', times: 2 }, { do: 'add', counter: 'c', by: 3 }, { do: 'bump_across', counter: 'c' }, { do: 'counter', counter: 'c' }, { do: 'counter', counter: 'd' },
    { do: 'open', gate: 'g' }, { do: 'wait', gate: 'g' }, { do: 'stderr', message: 'one' }, { do: 'stderr', message: 'two', error: true }, { do: 'module_id' },
  ]));
  assert.deepStrictEqual(results, [{}, { value: 3 }, {}, { value: 4 }, { value: 0 }, {}, {}, {}, {}, { module_id: 'test:1.0.0/instance-001' }]);
  await runtime.untilStderr('[INFO] test:1.0.0/instance-001: one\n[ERROR] test:1.0.0/instance-001: two\n');

  const { results: [{ config }] } = await runtime.expectSuccess(runtime.run([{ do: 'config' }]));
  assert.strictEqual(config.a, 1);
  assert.deepStrictEqual(await runtime.expectSuccess({ type: 'health_check', id: 1 }), { healthy: false, n: 1 });

  const answer = async (step) => {
    const { success, data, error } = await runtime.ask(runtime.run([step, { do: 'exit', code: 9 }]));
    return success ? data : error;
  };
  assert.deepStrictEqual(await answer({ do: 'reply', data: { x: [1] } }), { x: [1] });
  assert.deepStrictEqual(await answer({ do: 'fail', code: 'C', message: 'm', details: [1] }), { code: 'C', message: 'm', details: [1] });
  assert.deepStrictEqual(await answer({ do: 'throw', message: 'm' }), { code: 'HANDLER_ERROR', message: 'm' });
  assert.deepStrictEqual(await answer({ do: 'nothing' }), {});
  assert.deepStrictEqual(await answer({ do: 'reply_depth', depth: 3 }), { nested: [[[]]] });
  assert.deepStrictEqual(await answer({ do: 'reply_special', what: 'nan' }), { value: null });
  assert.deepStrictEqual(await answer({ do: 'reply_special', what: 'lone_surrogate_name' }), { 'a\ufffdb': 1 });
  assert.strictEqual((await answer({ do: 'reply_special', what: 'big_integer' })).code, 'HANDLER_ERROR');
  const { size, payload } = await answer({ do: 'reply_bytes', size: 300 });
  assert.strictEqual(size, 300);
  Buffer.from(payload, 'base64').forEach((byte, i) => assert.strictEqual(byte, i % 251));
  runtime.send(runtime.run([{ do: 'exit', code: 9 }]));
  assert.strictEqual(await runtime.exit(), 9);
});

test('the conformance module\'s hooks fail when their script does', async (t) => {
  const runtime = await FakeRuntime.start(t, { config: { conformance: { health: [{ do: 'fail', code: 'X', message: 'ill' }], shutdown: [{ do: 'throw', message: 'no' }] } } });
  assert.deepStrictEqual((await runtime.ask({ type: 'health_check', id: 1 })).error, { code: 'HANDLER_ERROR', message: 'ill' });
  assert.deepStrictEqual((await runtime.ask({ type: 'shutdown', id: 2 })).error, { code: 'HANDLER_ERROR', message: 'no' });
  assert.strictEqual(await runtime.exit(), 1);
});
