'use strict';
// Breaks IXT-VAL-015: a topic of any length is sent.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  module.sendMessage = (topic, payload) => engine.call('message_bus', 'send', { topic, payload: module.encodePayload(payload), priority: 1 });
});
