'use strict';
// Breaks IXT-ERR-003: a fault of a member does not say which member.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'protest', (protest, id, message) => protest(id, message));
});
