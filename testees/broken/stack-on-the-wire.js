'use strict';
// Breaks IXT-HDL-007: the message of HANDLER_ERROR is the stack trace.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  runBroken.wrap(module, 'onHandle', async (handle, message, context) => {
    try {
      return await handle(message, context);
    } catch (error) {
      throw new Error(error.stack);
    }
  });
});
