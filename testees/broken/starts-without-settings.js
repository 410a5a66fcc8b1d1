'use strict';
// Breaks IXT-TRN-005: without its environment variables it exits with 1 instead of 64.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'start', (start) => (process.env.IXT_IPC_SOCKET && process.env.IXT_MODULE_ID ? start() : process.exit(1)));
});
