'use strict';
// Breaks IXT-ENV-009: the first of several members of one name counts.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'receive', (receive, bytes) => {
    let count = 0;
    const numbered = bytes.toString('utf8').replace(/"((?:[^"\\]|\\.)*)"(?=\s*:)/g, (all, name) => `"${count++}:${name}"`);
    receive(Buffer.from(JSON.stringify(JSON.parse(numbered, firstOnly)), 'utf8'));
  });
});

function firstOnly(key, value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return value; }
  const copy = {};
  Object.keys(value).forEach((numbered) => {
    const name = numbered.slice(numbered.indexOf(':') + 1);
    if (!(name in copy)) { copy[name] = value[numbered]; }
  });
  return copy;
}
