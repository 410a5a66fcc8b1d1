'use strict';
// Breaks IXT-LIF-010: handles may go on for as long as they like after a shutdown.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'drain', (drain, graceMs) => drain(graceMs === 0 ? 0 : 2147483647));
});
