'use strict';
// Breaks IXT-EXE-005: it handles one message at a time, and refuses those that arrive meanwhile.
const runBroken = require('./support/break.js');
const oneAtATime = require('./support/one-at-a-time.js');

runBroken((engine, module) => {
  oneAtATime(engine, module);
  engine.maxOutstanding = 1;
});
