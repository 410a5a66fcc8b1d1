'use strict';
// Breaks IXT-FRM-011: a length of zero is skipped like an empty line.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine.reader, 'nextCounted', (next) => {
    const { reader } = engine;
    while (reader.pending >= 4 && reader.buffer.readUInt32LE(reader.start) === 0) { reader.start += 4; }
    return next();
  });
});
