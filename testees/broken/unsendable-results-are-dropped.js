'use strict';
// Breaks IXT-VAL-010: a result that JSON has no form for is never answered.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'respond', (respond, id, response) => {
    const values = response && response.data ? Object.keys(response.data).map((name) => response.data[name]) : [];
    if (!values.some((value) => typeof value === 'bigint' || Buffer.isBuffer(value))) { respond(id, response); }
  });
});
