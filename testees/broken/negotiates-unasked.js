'use strict';
// Breaks IXT-NEG-002: the init response carries a protocol that nobody offered.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'init', async (init, frame) => {
    const response = await init(frame);
    response.data.protocol = response.data.protocol || { version: '1.0', encoding: 'json', features: [] };
    return response;
  });
});
