'use strict';
// Breaks IXT-FRM-004: each chunk is decoded to text by itself, so a character cut in two is lost (ndjson only).
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'onData', (onData, chunk) => {
    const framing = engine.reader.framing || (chunk[3] === 0 ? 'length' : 'ndjson');
    onData(framing === 'ndjson' ? Buffer.from(chunk.toString('utf8'), 'utf8') : chunk);
  });
});
