'use strict';
// Breaks IXT-SVC-012: the answers of services are taken in the order of the calls, whatever their id.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'answered', (answered, frame) => {
    const oldest = engine.calls.keys().next();
    answered(oldest.done ? frame : Object.assign({}, frame, { id: oldest.value }));
  });
});
