'use strict';
// Breaks IXT-LIM-005: more than 10 messages at once are too many for it.
const runBroken = require('./support/break.js');

runBroken(() => {}, { maxOutstanding: 10 });
