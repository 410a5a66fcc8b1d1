'use strict';
// Breaks IXT-LIF-013: the shutdown is answered before the hook runs.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'shutDown', (shutDown, cause) => {
    if (cause.id !== undefined) { engine.respond(cause.id, { success: true }); }
    return shutDown({ graceMs: cause.graceMs });
  });
});
