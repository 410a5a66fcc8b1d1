'use strict';
// Breaks IXT-SVC-007: getting an absent key fails.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  runBroken.wrap(module, 'kvGet', async (get, key) => {
    const value = await get(key);
    if (value === null) { throw Object.assign(new Error(`no such key: ${key}`), { code: 'NOT_FOUND' }); }
    return value;
  });
});
