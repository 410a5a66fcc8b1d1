'use strict';
// Breaks IXT-HDL-002: a payload that is JSON is read and written again.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  runBroken.wrap(module, 'decodePayload', (decode, payload) => {
    try {
      return Buffer.from(JSON.stringify(JSON.parse(decode(payload).toString('utf8'))), 'utf8');
    } catch (error) {
      return decode(payload);
    }
  });
});
