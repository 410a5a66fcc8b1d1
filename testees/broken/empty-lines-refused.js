'use strict';
// Breaks IXT-FRM-006: an empty line is taken for a frame.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine.reader, 'nextLine', (next) => {
    const { reader } = engine;
    if (reader.pending > 0 && reader.buffer[reader.start] === 0x0a) {
      reader.start++;
      return Buffer.alloc(0);
    }
    return next();
  });
});
