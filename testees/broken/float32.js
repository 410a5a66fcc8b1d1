'use strict';
// Breaks IXT-VAL-002: numbers of the config are rounded to 32-bit floating-point numbers.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.config(engine, (value) => (typeof value === 'number' ? Math.fround(value) : value));
});
