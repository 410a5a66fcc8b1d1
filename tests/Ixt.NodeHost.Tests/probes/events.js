const EventEmitter = require('events');
const log = (...a) => console.log(JSON.stringify(a));
const attempt = (f) => { try { log('ok', f()); } catch (e) { log(e.name, e.code, e.message); } };
const e = new EventEmitter();
e.on('newListener', (t) => log('newListener', String(t)));
e.on('removeListener', (t) => log('removeListener', String(t)));
const f = (...a) => log('f', ...a);
e.on('x', f); e.once('x', () => log('once')); e.prependListener('x', () => log('first')); e.prependOnceListener('x', () => log('first once'));
log(e.emit('x', 1, 2), e.emit('x', 3), e.emit('none'), e.listenerCount('x'), e.eventNames(), e.listeners('x').length);
e.off('x', f); log(e.emit('x'));
e.removeAllListeners('x'); log(e.emit('x'), e.eventNames());
attempt(() => new EventEmitter().emit('error', new TypeError('mine')));
attempt(() => new EventEmitter().emit('error', { a: 1 }));
attempt(() => new EventEmitter().emit('error'));
attempt(() => new EventEmitter().on('x', null));
attempt(() => new EventEmitter().setMaxListeners(-1));
attempt(() => { const s = new EventEmitter(); s.on('error', (x) => log('handled', x)); return s.emit('error', 5); });
const self = new EventEmitter();
self.on('a', function () { log(this === self); self.removeAllListeners('a'); });
self.on('a', () => log('still called'));
self.emit('a'); log(self.emit('a'));
const sym = Symbol('s'); self.once(sym, (v) => log('sym', v)); self.emit(sym, 1); log(self.emit(sym));
class Mine extends EventEmitter { constructor() { super(); this.v = 1; } } const m = new Mine(); m.on('q', function () { log(this.v); }); m.emit('q');
function Old() { EventEmitter.call(this); } require('util').inherits(Old, EventEmitter); const o = new Old(); o.on('z', () => log('old')); o.emit('z'); log(Old.super_ === EventEmitter, o instanceof EventEmitter);
log(EventEmitter.defaultMaxListeners, e.getMaxListeners(), EventEmitter.EventEmitter === EventEmitter, typeof EventEmitter.once, EventEmitter.listenerCount(e, 'newListener'));
e.once('rem', f); log(e.rawListeners('rem')[0].listener === f, e.listeners('rem')[0] === f); e.removeListener('rem', f); log(e.listenerCount('rem'));
const dup = new EventEmitter(); dup.on('d', f); dup.on('d', f); dup.off('d', f); log(dup.listenerCount('d'));
(async () => {
  const w = new EventEmitter();
  setImmediate(() => w.emit('ready', 1, 2)); log(await EventEmitter.once(w, 'ready'));
  setImmediate(() => w.emit('error', new Error('bad'))); try { await EventEmitter.once(w, 'never'); } catch (x) { log(x.message); }
  setImmediate(() => w.emit('error', 'plain')); log(await EventEmitter.once(w, 'error'));
  const ac = new AbortController(); setImmediate(() => ac.abort()); try { await EventEmitter.once(w, 'never', { signal: ac.signal }); } catch (x) { log(x.name, x.code); }
  log(w.eventNames());
  setImmediate(() => { w.emit('tick', 1); w.emit('tick', 2); });
  let n = 0; for await (const v of EventEmitter.on(w, 'tick')) { log(v); if (++n === 2) { break; } }
  log(w.listenerCount('tick'));
})();
const et = new EventTarget();
const h = { handleEvent(ev) { log('object', ev.type, ev.target === et); } };
et.addEventListener('e', h); et.addEventListener('e', (ev) => { ev.preventDefault(); log('fn', ev.defaultPrevented, ev.cancelable); }, { once: true });
log(et.dispatchEvent(new Event('e', { cancelable: true })), et.dispatchEvent(new Event('e'))); et.removeEventListener('e', h); log(et.dispatchEvent(new Event('e')));
const ac = new AbortController(); ac.signal.onabort = () => log('onabort'); ac.signal.addEventListener('abort', () => log('listener'));
log(ac.signal.aborted); ac.abort(); ac.abort(); log(ac.signal.aborted, ac.signal.reason.name, ac.signal.reason.code, ac.signal.reason.message);
try { ac.signal.throwIfAborted(); } catch (x) { log(x.name, x instanceof Error, x instanceof DOMException); }
try { new AbortSignal(); } catch (x) { log(x.name, x.code); }
log(AbortSignal.abort(7).reason, AbortSignal.timeout(1000).aborted, AbortSignal.any([AbortSignal.abort(3)]).reason);
