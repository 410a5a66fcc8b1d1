'use strict';
// Breaks IXT-VAL-016: the config is copied member by member, which __proto__ does not survive.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.config(engine, (value) => value);
});
