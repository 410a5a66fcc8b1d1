'use strict';
// Breaks IXT-SVC-008: structured logging never gets as far as the runtime.
const runBroken = require('./support/break.js');

runBroken((engine, module) => {
  module.logStructured = async (level, message) => module.log(`${level}: ${message}`);
});
