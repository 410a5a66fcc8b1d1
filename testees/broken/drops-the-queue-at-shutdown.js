'use strict';
// Breaks IXT-LIF-009: it handles one message at a time, and at a shutdown cancels those that wait for their turn at once.
const runBroken = require('./support/break.js');
const oneAtATime = require('./support/one-at-a-time.js');

runBroken((engine, module) => {
  const queue = oneAtATime(engine, module);
  runBroken.wrap(engine, 'drain', (drain, graceMs) => {
    queue.splice(0).forEach((turn) => oneAtATime.answerCancelled(engine, turn.id));
    return drain(graceMs);
  });
});
