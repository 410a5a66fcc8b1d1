'use strict';
// Breaks IXT-VAL-011: the text of every frame it sends is normalized (the one pair that the cases have will do).
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'send', (send, text) => send(text.replace(/e\u0301/g, '\u00e9')));
});
