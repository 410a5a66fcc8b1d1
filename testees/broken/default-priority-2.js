'use strict';
// Breaks IXT-HDL-005: a message without priority is handled with priority 2.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'handle', (handle, frame) => {
    if (frame.message.priority === undefined || frame.message.priority === null) { frame.message.priority = 2; }
    return handle(frame);
  });
});
