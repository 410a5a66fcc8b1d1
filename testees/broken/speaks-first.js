'use strict';
// Breaks IXT-TRN-004: it sends a frame as soon as it is connected.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'start', (start) => {
    start();
    engine.socket.on('connect', () => {
      engine.socket.write('{"type":"service_request","service":"logging","method":"log","params":{"level":"info","message":"here I am"}}\n');
    });
  });
});
