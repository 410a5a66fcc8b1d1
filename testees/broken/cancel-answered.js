'use strict';
// Breaks IXT-ENV-010: cancel gets an answer of its own.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'cancel', (cancel, id) => {
    cancel(id);
    engine.respond(id, { success: true });
  });
});
