'use strict';
// Breaks IXT-ENV-003: an id of digits comes back as the other JSON type, 7 as "7" and "7" as 7.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'respond', (respond, id, response) => {
    const isDigits = typeof id === 'string' && /^\d{1,15}$/.test(id);
    respond(typeof id === 'number' ? String(id) : isDigits ? Number(id) : id, response);
  });
});
