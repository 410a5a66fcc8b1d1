'use strict';
// Breaks IXT-ENV-012: errors carry no message.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.outgoing(engine, (frame) => {
    if (frame.error) { delete frame.error.message; }
    return frame;
  });
});
