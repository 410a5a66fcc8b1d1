'use strict';
// Breaks IXT-EXE-001: it says concurrent, but a handler starts only when the one before it has ended.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  let last = Promise.resolve();
  runBroken.wrap(module, 'onHandle', (handle, message, context) => {
    const own = last.then(() => handle(message, context));
    last = own.catch(() => {});
    return own;
  });
});
