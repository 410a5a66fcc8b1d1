'use strict';
// Breaks IXT-EXE-007: it handles one message at a time, and cancel reaches only the one whose turn it is.
const runBroken = require('./support/break.js');
const oneAtATime = require('./support/one-at-a-time.js');

runBroken((engine, module) => {
  const cancel = engine.cancel.bind(engine);
  oneAtATime(engine, module);
  engine.cancel = cancel;
});
