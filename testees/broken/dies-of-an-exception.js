'use strict';
// Breaks IXT-HDL-006: a handler that throws ends the process.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  runBroken.wrap(module, 'onHandle', async (handle, message, context) => {
    try {
      return await handle(message, context);
    } catch (error) {
      return process.exit(1);
    }
  });
});
