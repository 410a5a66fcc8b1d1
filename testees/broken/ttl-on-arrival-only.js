'use strict';
// Breaks IXT-HDL-009: it handles one message at a time, and looks at the time to live when a message arrives, not when its turn comes.
const runBroken = require('./support/break.js');
const oneAtATime = require('./support/one-at-a-time.js');

runBroken((engine, module) => {
  oneAtATime(engine, module);
  runBroken.wrap(engine, 'handle', (handle, frame) => {
    if (frame.message.ttl_ms > 0) { delete frame.message.ttl_ms; }
    return handle(frame);
  });
});
