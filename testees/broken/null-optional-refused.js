'use strict';
// Breaks IXT-ENV-007: null for an optional member is refused.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'dispatch', (dispatch, frame) => {
    const message = frame.message || {};
    const name = ['priority', 'ttl_ms'].find((member) => message[member] === null);
    return name === undefined ? dispatch(frame) : engine.protest(frame.id, 'null is not a number', `/message/${name}`);
  });
});
