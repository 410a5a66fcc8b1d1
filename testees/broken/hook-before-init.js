'use strict';
// Breaks IXT-LIF-015: a shutdown runs the hook even if there was no init (the hook says so in its answer).
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  runBroken.wrap(engine, 'shutDown', (shutDown, cause) => {
    if (engine.state === 'connected') {
      engine.initialized = true;
      module.onShutdown = async () => { throw new Error('nothing was initialized'); };
    }
    return shutDown(cause);
  });
});
