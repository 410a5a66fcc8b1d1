'use strict';
// Breaks IXT-HDL-012: the size of a result is counted in characters.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'respond', (respond, id, response) => {
    const text = JSON.stringify({ type: 'response', id, ...response });
    if (text.length > 1024 * 1024 && text.length < 16 * 1024 * 1024) {
      engine.send(text);
    } else {
      respond(id, response);
    }
  });
});
