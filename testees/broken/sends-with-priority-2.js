'use strict';
// Breaks IXT-SVC-004: the default priority of sending is 2.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  runBroken.wrap(module, 'sendMessage', (send, topic, payload, priority = 2, ttlMs) => send(topic, payload, priority, ttlMs));
});
