'use strict';
// Breaks IXT-ERR-001: a frame that is not JSON closes the connection.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'receive', (receive, bytes) => {
    try {
      JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      engine.socket.destroy();
      return;
    }
    receive(bytes);
  });
});
