'use strict';
// Breaks IXT-HDL-009: the time to live is ignored.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'handle', (handle, frame) => {
    engine.arrived = Infinity;
    return handle(frame);
  });
});
