// What runs after what. Only orders that Node guarantees.
const order = [];
const note = (x) => order.push(x);
setImmediate(() => {
  note('immediate 1');
  process.nextTick(() => note('tick of immediate 1'));
  Promise.resolve().then(() => note('micro of immediate 1'));
  setImmediate(() => note('immediate of immediate'));
});
setImmediate(() => note('immediate 2'));
process.nextTick((a, b) => note(`tick ${a} ${b}`), 1, 2);
Promise.resolve().then(() => { note('m1'); process.nextTick(() => note('tick in micro')); queueMicrotask(() => note('queued in micro')); }).then(() => note('m2'));
(async () => {
  note('async body');
  await null;
  note('after await 1');
  await new Promise((r) => setImmediate(r));
  note('after immediate await');
  for await (const x of (async function* () { yield 1; yield 2; })()) { note(`yielded ${x}`); }
})();
const thenable = { then(resolve) { note('then called'); resolve('v'); } };
Promise.resolve(thenable).then((v) => note(`thenable ${v}`));
(async () => { note(await thenable); })();
Promise.reject(1).catch(() => note('caught')).finally(() => note('finally'));
Promise.all([1, Promise.resolve(2)]).then(() => note('all'));
Promise.race([new Promise((r) => setTimeout(r, 100)), 2]).then(() => note('race'));
Promise.allSettled([Promise.reject(1)]).then((x) => note(JSON.stringify(x)));
Promise.any([Promise.reject(1), 2]).then((x) => note(`any ${x}`));
new Promise((r) => { note('executor'); r(); note('after resolve'); }).then(() => note('p'));
note('sync end');
setTimeout(() => {
  note('timeout 400');
  process.nextTick(() => { note('tick of timeout'); Promise.resolve().then(() => note('micro of tick of timeout')); });
  setImmediate(() => note('immediate of timeout'));
  setTimeout(() => note('timeout of timeout'), 0);
}, 400);
setTimeout(() => note('timeout 400 b'), 400);
setTimeout(() => note('timeout 200'), 200);
const interval = setInterval(() => { note('interval'); if (order.filter((x) => x === 'interval').length === 3) { clearInterval(interval); } }, 700);
process.on('beforeExit', () => { if (!order.includes('revived')) { note('revived'); setImmediate(() => note('last')); } });
process.on('exit', (code) => {
  process.nextTick(() => console.log('never'));
  for (const line of order) { console.log(line); }
  console.log(`exit ${code} ${process.exitCode}`);
});
