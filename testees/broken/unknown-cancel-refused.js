'use strict';
// Breaks IXT-HDL-015: a cancel of an id that is not outstanding is refused.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'cancel', (cancel, id) => (engine.requests.has(id) ? cancel(id) : engine.protest(null, 'nothing to cancel', '/id')));
});
