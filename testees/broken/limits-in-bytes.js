'use strict';
// Breaks IXT-VAL-013: the limits of ids, topics and keys are counted in bytes.
const runBroken = require('./support/break.js');

const check = (text, longest) => {
  if (Buffer.byteLength(text, 'utf8') > longest) { throw new TypeError('too long'); }
};

runBroken((engine, module) => {
  runBroken.wrap(engine, 'check', (original, frame) => {
    try {
      check(String(frame.id), 128);
      check(frame.message ? String(frame.message.topic) : '', 255);
    } catch (error) {
      return engine.protest(null, error.message);
    }
    return original(frame);
  });
  runBroken.wrap(module, 'kvExists', (kvExists, key) => { check(key, 1024); return kvExists(key); });
});
