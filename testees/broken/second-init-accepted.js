'use strict';
// Breaks IXT-LIF-007: an init after a successful one is accepted.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'admit', (admit, frame) => {
    if (frame.type === 'init' && engine.state === 'ready') { engine.state = 'connected'; }
    return admit(frame);
  });
});
