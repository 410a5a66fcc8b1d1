'use strict';
// Breaks IXT-VAL-007: a number past the largest floating-point number ends the process.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'receive', (receive, bytes) => {
    if (/[0-9]{309}|e[0-9]{3}/.test(bytes.toString('utf8'))) { throw new Error('how large is that?'); }
    return receive(bytes);
  });
});
