'use strict';
// Breaks IXT-VAL-004: digits in a string become a number, and true becomes 1.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.config(engine, (value) => {
    if (typeof value === 'boolean') { return Number(value); }
    return typeof value === 'string' && value !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
  });
});
