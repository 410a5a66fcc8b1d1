'use strict';
// Breaks IXT-LIF-013: on shutdown it exits with 0 at once, without hook or answer.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  engine.shutDown = () => process.exit(0);
});
