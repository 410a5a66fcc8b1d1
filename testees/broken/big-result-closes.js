'use strict';
// Breaks IXT-HDL-012: a result over the frame limit closes the connection.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'respond', (respond, id, response) => {
    if (response && response.success && Buffer.byteLength(JSON.stringify(response)) > 16777000) {
      engine.socket.destroy();
    } else {
      respond(id, response);
    }
  });
});
