'use strict';
// Breaks IXT-HDL-008: base64 is decoded leniently, as Node does: no padding needed, junk skipped.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'admit', (admit, frame) => {
    if (frame.type === 'handle') {
      frame.message.payload = Buffer.from(frame.message.payload, 'base64').toString('base64');
    }
    return admit(frame);
  });
});
