process.on('exit', (c) => console.log('exit', c));
process.on('uncaughtExceptionMonitor', (e, o) => console.log(e.message, o));
setImmediate(() => { try { throw new Error('x'); } finally { console.log('finally'); } });
setImmediate(() => console.log('never'));
