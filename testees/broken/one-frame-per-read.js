'use strict';
// Breaks IXT-FRM-004: of several frames that arrive together, only the first is seen.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'onData', (onData, chunk) => {
    const { receive } = engine;
    let seen = 0;
    engine.receive = (bytes) => {
      seen++;
      return seen === 1 ? receive(bytes) : undefined;
    };
    onData(chunk);
    engine.receive = receive;
  });
  engine.receive = engine.receive.bind(engine);
});
