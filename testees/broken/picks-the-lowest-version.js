'use strict';
// Breaks IXT-NEG-003: of the versions in common it picks the lowest.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'init', async (init, frame) => {
    const response = await init(frame);
    if (response.data.protocol) { response.data.protocol.version = frame.protocol.versions.slice().sort()[0]; }
    return response;
  });
});
