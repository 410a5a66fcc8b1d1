'use strict';
// Breaks IXT-NEG-004: it says yes to features that were not offered.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'init', async (init, frame) => {
    const response = await init(frame);
    if (response.data.protocol) { response.data.protocol.features = ['cancel', 'streams']; }
    return response;
  });
});
