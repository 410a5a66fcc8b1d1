'use strict';
// Breaks IXT-ENV-006: an unknown member of an envelope is refused.
const runBroken = require('./support/break.js');

const KNOWN = ['type', 'id', 'config', 'protocol', 'message', 'context', 'grace_ms', 'success', 'data', 'error'];
runBroken((engine) => {
  runBroken.wrap(engine, 'dispatch', (dispatch, frame) => {
    const unknown = Object.keys(frame).find((name) => KNOWN.indexOf(name) === -1);
    return unknown === undefined ? dispatch(frame) : engine.protest(frame.id, `unknown member ${unknown}`, `/${unknown}`);
  });
});
