'use strict';
// Breaks IXT-VAL-001: integers of the config are cut to 32 bits.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.config(engine, (value) => (Number.isInteger(value) ? value | 0 : value));
});
