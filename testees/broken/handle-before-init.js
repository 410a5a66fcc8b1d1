'use strict';
// Breaks IXT-LIF-006: a handle before init is handled.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'admit', (admit, frame) => (frame.type === 'handle' && engine.state === 'connected') || admit(frame));
});
