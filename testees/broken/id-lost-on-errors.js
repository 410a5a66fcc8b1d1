'use strict';
// Breaks IXT-ERR-006: every error carries id null.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'respond', (respond, id, response) => respond(response && response.success === false ? null : id, response));
});
