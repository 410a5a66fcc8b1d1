'use strict';
// Breaks IXT-ENV-015: a lone surrogate is sent as an escape, as JSON.stringify does.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'send', (send, text) => send(text.replace(/\ufffd/g, '\\ud800')));
});
