'use strict';
// Breaks IXT-LIF-014: the exit code of an orderly shutdown is 3.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  engine.exitCode = 3;
});
