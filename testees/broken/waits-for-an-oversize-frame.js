'use strict';
// Breaks IXT-FRM-009: a length over the limit is not refused on the header, it waits for the bytes.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine.reader, 'nextCounted', (next) => {
    const { buffer, start, pending } = engine.reader;
    return pending >= 4 && buffer.readUInt32LE(start) > 16777215 ? null : next();
  });
});
