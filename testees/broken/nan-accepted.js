'use strict';
// Breaks IXT-VAL-008: NaN and the infinities are read, as Python does.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'receive', (receive, bytes) => receive(Buffer.from(bytes.toString('utf8').replace(/NaN|-?Infinity/g, '0'), 'utf8')));
});
