'use strict';
// Breaks IXT-FRM-003: it answers in lines, whatever it was spoken to in.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  engine.send = (text) => { engine.socket.write(Buffer.from(`${text}\n`)); };
});
