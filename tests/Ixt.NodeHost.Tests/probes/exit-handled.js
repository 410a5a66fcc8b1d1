process.on('uncaughtException', (e, o) => console.log('handler', e && e.message, o));
process.on('exit', (c) => { console.log('exit', c); process.exitCode = 9; });
setImmediate(() => { Promise.resolve().then(() => console.log('micro')); process.nextTick(() => console.log('tick')); throw new Error('one'); });
setImmediate(() => console.log('second immediate'));
setTimeout(() => { queueMicrotask(() => { throw new Error('in micro'); }); process.nextTick(() => { throw new Error('in tick'); }); process.nextTick(() => console.log('next tick')); }, 20);
setTimeout(() => Promise.reject(new Error('rejected')), 40);
setTimeout(() => { new (require('events'))().emit('error', new Error('emitted')); }, 60);
setTimeout(() => { throw null; }, 80);
setTimeout(() => console.log('end'), 100);
