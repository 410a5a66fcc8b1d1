'use strict';
// Breaks IXT-LIF-005: after a failed init, a further one is refused.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  let tried = false;
  runBroken.wrap(engine, 'admit', (admit, frame) => {
    if (frame.type === 'init' && tried && engine.state === 'connected') {
      engine.respond(frame.id, { success: false, error: { code: 'ALREADY_INITIALIZED', message: 'once is enough' } });
      return false;
    }
    tried = tried || frame.type === 'init';
    return admit(frame);
  });
});
