'use strict';
// Breaks IXT-HDL-014: cancel does nothing.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  engine.cancel = () => {};
});
