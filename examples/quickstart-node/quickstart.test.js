'use strict';
const assert = require('assert');
const path = require('path');
const test = require('node:test');
const { FakeRuntime, inBothFramings } = require('../../js-reference/testing/fake-runtime');

const FILE = path.join(__dirname, 'my-module.js');
const text = (base64) => Buffer.from(base64, 'base64').toString('utf8');

inBothFramings(test, 'the quick start does what the README says', async (t, framing) => {
  const runtime = await FakeRuntime.start(t, { file: FILE, framing, config: { database_url: 'sqlite://other.db' } });

  const processed = await runtime.expectSuccess(runtime.handle('my.service.process', 'hello wörld'));
  assert.deepStrictEqual(Object.keys(processed), ['result']);
  assert.strictEqual(text(processed.result), 'HELLO WöRLD');

  const queried = await runtime.expectSuccess(runtime.handle('my.service.query', 'select "é"'));
  assert.deepStrictEqual(Object.keys(queried), ['data']);
  assert.strictEqual(text(queried.data), '{"query":"select \\"é\\""}');

  const unknown = await runtime.ask(runtime.handle('my.service.other', ''));
  assert.deepStrictEqual(unknown.error, { code: 'UNKNOWN_TOPIC', message: 'Unknown topic: my.service.other' });

  const health = await runtime.expectSuccess({ type: 'health_check', id: 'h' });
  assert.deepStrictEqual(health, { healthy: true, database_connected: true, requests_processed: 2 });

  assert.strictEqual(await runtime.shutDown(), 0);
  assert.strictEqual(runtime.stderr,
    '[INFO] test:1.0.0/instance-001: Connecting to database: sqlite://other.db\n[INFO] test:1.0.0/instance-001: Shutting down module\n');
});

test('without a configured database the default is used', async (t) => {
  const runtime = await FakeRuntime.start(t, { file: FILE });
  assert.strictEqual(await runtime.shutDown(), 0);
  assert.match(runtime.stderr, /Connecting to database: sqlite:\/\/data\.db\n/);
});
