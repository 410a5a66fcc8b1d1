'use strict';
// Breaks IXT-LIF-008: requests are accepted after a shutdown.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'admit', (admit, frame) => (engine.state === 'draining' && frame.type !== 'shutdown') || admit(frame));
});
