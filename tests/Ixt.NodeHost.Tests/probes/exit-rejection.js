console.log('start');
process.on('exit', (c) => console.log('exit', c, process.exitCode));
setTimeout(() => console.log('never'), 50);
Promise.reject(new Error('x'));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
