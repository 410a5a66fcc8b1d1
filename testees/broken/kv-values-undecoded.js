'use strict';
// Breaks IXT-VAL-018: a stored value is handed over as the base64 that it came as.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  module.kvGet = async (key) => {
    const { found, value } = await engine.call('kv', 'get', { key });
    return found ? Buffer.from(value, 'utf8') : null;
  };
});
