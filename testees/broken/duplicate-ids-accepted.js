'use strict';
// Breaks IXT-HDL-010: an id that is outstanding is accepted again.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  engine.requests.has = () => false;
  runBroken.wrap(engine, 'finish', (finish, request, response) => {
    if (engine.requests.get(request.id) === request) {
      finish(request, response);
    } else {
      engine.respond(request.id, response);
    }
  });
});
