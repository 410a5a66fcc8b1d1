'use strict';
// Breaks IXT-LIF-018: the default health has a further member.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  runBroken.wrap(module, 'onHealthCheck', async (check) => Object.assign({ status: 'ok' }, await check()));
});
