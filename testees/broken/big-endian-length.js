'use strict';
// Breaks IXT-FRM-003: in length framing, the headers it writes are big-endian.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'send', (send, text) => {
    if (engine.reader.framing !== 'length') {
      send(text);
      return;
    }
    const header = Buffer.alloc(4);
    header.writeUInt32BE(Buffer.byteLength(text), 0);
    engine.socket.write(Buffer.concat([header, Buffer.from(text)]));
  });
});
