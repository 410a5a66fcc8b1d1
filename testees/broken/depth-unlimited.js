'use strict';
// Breaks IXT-LIM-001: any depth is accepted.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'receive', (receive, bytes) => {
    let frame;
    try {
      frame = JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      receive(bytes);
      return;
    }
    receive(Buffer.from(JSON.stringify(cut(frame, 60))));
  });
});

function cut(value, depth) {
  if (typeof value !== 'object' || value === null) { return value; }
  if (depth === 0) { return null; }
  const copy = Array.isArray(value) ? [] : {};
  Object.keys(value).forEach((key) => { copy[key] = cut(value[key], depth - 1); });
  return copy;
}
