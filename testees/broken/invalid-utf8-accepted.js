'use strict';
// Breaks IXT-ERR-002: invalid UTF-8 is replaced instead of refused.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'receive', (receive, bytes) => receive(Buffer.from(bytes.toString('utf8'), 'utf8')));
});
