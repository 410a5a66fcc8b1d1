'use strict';
// Breaks IXT-ERR-009: a frame of unknown type ends the process.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'check', (check, frame) => {
    if (['init', 'handle', 'health_check', 'shutdown', 'cancel', 'service_response'].indexOf(frame.type) === -1) { throw new Error('what is this?'); }
    return check(frame);
  });
});
