'use strict';
// Breaks IXT-LIM-003: it takes any number of messages at once.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  engine.maxOutstanding = Infinity;
});
