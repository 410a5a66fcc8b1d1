'use strict';
// Breaks IXT-TRN-007: SIGTERM ends it at once.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'start', (start) => {
    start();
    process.removeAllListeners('SIGTERM');
  });
});
