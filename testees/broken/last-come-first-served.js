'use strict';
// Breaks IXT-EXE-004: it handles one message at a time, and of those that wait the last one first.
const runBroken = require('./support/break.js');
const oneAtATime = require('./support/one-at-a-time.js');

runBroken((engine, module) => {
  const queue = oneAtATime(engine, module);
  queue.shift = queue.pop;
});
