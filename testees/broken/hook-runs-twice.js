'use strict';
// Breaks IXT-LIF-012: the shutdown hook runs twice.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  runBroken.wrap(module, 'onShutdown', async (hook) => {
    await hook();
    await hook();
  });
});
