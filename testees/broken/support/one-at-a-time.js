'use strict';
// Makes the module one that handles one message at a time, as those of a synchronous SDK do, and says so. By itself this breaks nothing.

const { wrap } = require('./break.js');

module.exports = function oneAtATime(engine, module) {
  const queue = []; // those that wait for their turn: { id, start() }
  let busy = false;

  const next = () => {
    const turn = queue.shift();
    if (turn === undefined) { busy = false; } else { turn.start(); }
  };

  wrap(engine, 'serve', (serve, frame, failureCode, work, cancel) => {
    if (frame.type !== 'handle') { return serve(frame, failureCode, work, cancel); }
    const turn = busy ? new Promise((start) => { queue.push({ id: frame.id, start }); }) : undefined;
    busy = true;
    return serve(frame, failureCode, async () => {
      await turn;
      try {
        return await work();
      } finally {
        next();
      }
    }, cancel);
  });

  wrap(engine, 'cancel', (cancel, id) => {
    const at = queue.findIndex((turn) => turn.id === id);
    if (at === -1) { return cancel(id); }
    queue.splice(at, 1);
    return answerCancelled(engine, id);
  });

  wrap(module, 'describe', (describe, context) => ({ ...describe(context), features: ['cancel'] }));
  return queue;
};

function answerCancelled(engine, id) {
  engine.finish(engine.requests.get(id), { success: false, error: { code: 'CANCELLED', message: 'Cancelled before its turn.' } });
}

module.exports.answerCancelled = answerCancelled;
