'use strict';
// Breaks IXT-ENV-010: every handle is answered twice.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'finish', (finish, request, response) => {
    finish(request, response);
    if (request.type === 'handle') { engine.respond(request.id, response); }
  });
});
