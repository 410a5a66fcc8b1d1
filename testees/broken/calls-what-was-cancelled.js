'use strict';
// Breaks IXT-EXE-007: it handles one message at a time, and still calls the handler for one that was cancelled before its turn.
const runBroken = require('./support/break.js');
const oneAtATime = require('./support/one-at-a-time.js');

runBroken((engine, module) => {
  const queue = oneAtATime(engine, module);
  runBroken.wrap(engine, 'cancel', (cancel, id) => {
    if (queue.some((turn) => turn.id === id)) {
      oneAtATime.answerCancelled(engine, id);
    } else {
      cancel(id);
    }
  });
});
