'use strict';
// Breaks IXT-LIF-017: health_check is never answered.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'begin', (begin, frame) => (frame.type === 'health_check' ? undefined : begin(frame)));
});
