'use strict';
// Breaks IXT-VAL-014: ids and topics over their limit are cut.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'check', (check, frame) => {
    if (typeof frame.id === 'string') { frame.id = frame.id.slice(0, 128); }
    if (frame.message && typeof frame.message.topic === 'string') { frame.message.topic = frame.message.topic.slice(0, 255); }
    return check(frame);
  });
});
