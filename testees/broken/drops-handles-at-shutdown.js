'use strict';
// Breaks IXT-LIF-009: outstanding handles are never answered once a shutdown has come.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'shutDown', (shutDown, cause) => {
    engine.requests.clear();
    return shutDown(cause);
  });
});
