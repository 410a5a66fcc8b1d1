'use strict';
// Breaks IXT-TRN-006: the end of the stream does not end it.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  engine.onLost = () => {};
  setInterval(() => {}, 60000);
});
