const { promisify, inspect } = require('util');
const tp = require('timers/promises');
const log = (...a) => console.log(JSON.stringify(a));
(async () => {
  log(await promisify(setTimeout)(5, 'value'), await promisify(setImmediate)('imm'), await tp.setTimeout(3, 'x'), await tp.setImmediate('y'));
  const t = setTimeout(() => {}, 1000);
  log(t.hasRef(), t.unref() === t, t.hasRef(), typeof +t, typeof t[Symbol.toPrimitive](), t.constructor.name);
  clearTimeout(+t);
  const i = setImmediate(() => {});
  log(i.hasRef(), i.constructor.name, i.unref() === i, i.hasRef());
  clearImmediate(i);
  for (const bad of [undefined, null, 'x', 5]) { try { setTimeout(bad, 1); } catch (e) { log(e.name, e.code, e.message); } }
  for (const bad of [undefined, 5]) { try { setImmediate(bad); } catch (e) { log(e.name, e.code, e.message); } try { queueMicrotask(bad); } catch (e) { log(e.name, e.code, e.message); } try { process.nextTick(bad); } catch (e) { log(e.name, e.code, e.message); } }
  clearTimeout(undefined); clearTimeout(null); clearTimeout({}); clearInterval('nope'); clearImmediate(null);
  const ac = new AbortController();
  const p = tp.setTimeout(1000, null, { signal: ac.signal });
  ac.abort();
  try { await p; } catch (e) { log(e.name, e.code, e.message, e.cause.name); }
  try { await tp.setTimeout(10, null, { signal: AbortSignal.abort('why') }); } catch (e) { log(e.name, e.code, e.cause); }
  let n = 0;
  for await (const v of tp.setInterval(2, 'tick')) { log(v); if (++n === 3) { break; } }
  await new Promise((resolve) => { const r = []; setTimeout((...a) => { r.push(a); resolve(); log(r); }, 1, 'a', 'b'); });
  const order = [];
  await new Promise((resolve) => { setTimeout(() => order.push(3), 400); setTimeout(() => order.push(1), 4); setTimeout(() => order.push(2), 200); setTimeout(resolve, 600); });
  log(order);
  log(inspect(process.hrtime().length), typeof process.hrtime.bigint(), process.uptime() > 0, performance.now() > 0);
})();
