'use strict';
// Breaks IXT-EXE-006: it handles one message at a time, and while its handler waits for a service it takes nothing but the answer.
const runBroken = require('./support/break.js');
const oneAtATime = require('./support/one-at-a-time.js');

runBroken((engine, module) => {
  const later = [];
  oneAtATime(engine, module);
  runBroken.wrap(engine, 'dispatch', (dispatch, frame) => {
    if (engine.calls.size > 0 && frame.type !== 'service_response') {
      later.push(frame);
      return;
    }
    dispatch(frame);
    while (engine.calls.size === 0 && later.length > 0) { dispatch(later.shift()); }
  });
});
