'use strict';
// Breaks IXT-SVC-001: every service call has the id m-1.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'call', (call, ...args) => {
    engine.lastCall = 0;
    return call(...args);
  });
});
