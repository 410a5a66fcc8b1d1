'use strict';
// Breaks IXT-TRN-008: its log lines go to the socket.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  module.log = (message) => engine.socket.write(`[INFO] ${message}\n`);
});
