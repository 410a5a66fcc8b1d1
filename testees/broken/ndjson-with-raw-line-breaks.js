'use strict';
// Breaks IXT-FRM-007: its JSON is indented, so an ndjson frame contains line breaks.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'send', (send, text) => send(JSON.stringify(JSON.parse(text), null, 2)));
});
