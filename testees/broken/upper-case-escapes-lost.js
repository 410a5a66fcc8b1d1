'use strict';
// Breaks IXT-ENV-018: an escape with an upper-case digit is taken for a question mark.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'receive', (receive, bytes) => receive(Buffer.from(
    bytes.toString('utf8').replace(/\\u(?=[0-9a-fA-F]{0,3}[A-F])[0-9a-fA-F]{4}/g, '?'), 'utf8')));
});
