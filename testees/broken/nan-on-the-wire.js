'use strict';
// Breaks IXT-VAL-009: NaN and the infinities are written as such, as Python does.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  const hide = (key, value) => (typeof value === 'number' && !Number.isFinite(value) ? `~${value}~` : value);
  runBroken.wrap(engine, 'respond', (respond, id, response) => respond(id, JSON.parse(JSON.stringify(response, hide))));
  runBroken.wrap(engine, 'send', (send, text) => send(text.replace(/"~(NaN|-?Infinity)~"/g, '$1')));
});
