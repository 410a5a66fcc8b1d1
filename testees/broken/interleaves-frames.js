'use strict';
// Breaks IXT-FRM-007: a frame is written in two halves, and other frames get between them.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  const halves = [];
  engine.send = (text) => {
    const json = Buffer.from(text);
    let frame = Buffer.concat([json, Buffer.from('\n')]);
    if (engine.reader.framing === 'length') {
      frame = Buffer.concat([Buffer.alloc(4), json]);
      frame.writeUInt32LE(json.length, 0);
    }
    const middle = frame.length >> 1;
    engine.socket.write(frame.subarray(0, middle));
    halves.push(frame.subarray(middle));
    setImmediate(() => engine.socket.write(halves.shift()));
  };
  runBroken.wrap(engine, 'close', (close) => { setImmediate(close); });
});
