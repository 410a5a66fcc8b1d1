const { Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished } = require('stream');
const events = [];
const log = (...a) => console.log(JSON.stringify(a));
const watch = (name, s) => { for (const t of ['data', 'end', 'finish', 'close', 'error', 'drain', 'readable', 'pause', 'resume', 'prefinish']) { if (t === 'data' || t === 'readable') { continue; } s.on(t, (v) => log(name, t, v && v.message)); } return s; };
const step = () => new Promise((r) => setImmediate(r));
(async () => {
  { const r = watch('r1', new Readable({ read() {} })); r.on('data', (d) => log('r1 data', d.toString())); r.push('a'); r.push('b'); await step(); r.push('c'); r.push(null); await step(); await step(); log(r.readableEnded, r.destroyed, r.readable); }
  { const r = watch('r2', new Readable({ highWaterMark: 4, read() {} })); log(r.push('abc'), r.push('de'), r.readableLength, r.readableFlowing); r.setEncoding('utf8'); log(r.read(2), r.read(100), r.read(), r.readableLength); r.push(null); log(r.read()); await step(); r.resume(); await step(); }
  { const r = watch('r3', new Readable({ read() {} })); r.on('readable', () => { let c; while ((c = r.read(3)) !== null) { log('r3', c.toString()); } }); r.push('abcd'); await step(); r.push('ef'); await step(); r.push('g'); r.push(null); await step(); await step(); await step(); }
  { const r = watch('r4', new Readable({ read() {} })); r.on('data', (d) => { log('r4', String(d)); if (String(d) === '1') { r.pause(); setImmediate(() => r.resume()); } }); r.push('1'); r.push('2'); r.push(null); await step(); await step(); await step(); log(r.isPaused()); }
  { const seen = []; for await (const c of Readable.from(['a', 'b', { o: 1 }])) { seen.push(c); } log(seen); }
  { const r = new Readable({ read() { this.destroy(new Error('broken')); } }); try { for await (const c of r) { log(c); } } catch (e) { log('iter', e.message); } }
  { const r = Readable.from([1, 2, 3]); for await (const c of r) { if (c === 2) { break; } } log(r.destroyed); }
  { const w = watch('w1', new Writable({ highWaterMark: 5, write(c, e, cb) { log('write', String(c), e); setImmediate(cb); } })); log(w.write('abc', () => log('cb1')), w.write('defg', 'utf8', () => log('cb2')), w.writableLength, w.writableNeedDrain); w.end('h', () => log('end cb')); log(w.writable, w.writableEnded, w.writableFinished); for (let i = 0; i < 6; i++) { await step(); } log(w.writableFinished, w.destroyed); }
  { const w = watch('w2', new Writable({ write(c, e, cb) { cb(); } })); w.write('x', () => log('sync cb')); log('after write'); w.end(); w.write('late', (e) => log('late cb', e.code)); await step(); }
  { const w = watch('w3', new Writable({ write(c, e, cb) { cb(new Error('no')); } })); w.write('x', (e) => log('w3 cb', e && e.message)); w.write('y', (e) => log('w3 cb2', e && e.message)); await step(); log(w.destroyed, w.errored && w.errored.message); }
  { const w = watch('w4', new Writable({ writev(items, cb) { log(items.map((i) => String(i.chunk))); cb(); } })); w.cork(); w.write('a'); w.write('b'); w.uncork(); w.end('c'); await step(); await step(); }
  { const w = watch('w5', new Writable({ write(c, e, cb) { cb(); }, final(cb) { log('final'); setImmediate(cb); } })); w.end('x'); await step(); await step(); await step(); }
  { for (const bad of [null, undefined, 5, {}]) { try { new Writable({ write() {} }).write(bad); } catch (e) { log(e.code, e.message); } } }
  { const w = watch('w6', new Writable({ write(c, e, cb) { setImmediate(cb); } })); w.write('a', (e) => log('a', e && e.code)); w.write('b', (e) => log('b', e && e.code)); w.destroy(); w.end((e) => log('end', e && e.code)); await step(); await step(); }
  { const t = watch('t1', new Transform({ transform(c, e, cb) { cb(null, String(c).toUpperCase()); }, flush(cb) { cb(null, '!'); } })); t.on('data', (d) => log('t1', String(d))); t.write('ab'); t.end('c'); for (let i = 0; i < 4; i++) { await step(); } }
  { const d = new Duplex({ allowHalfOpen: false, read() {}, write(c, e, cb) { cb(); } }); watch('d1', d); d.resume(); d.push(null); for (let i = 0; i < 4; i++) { await step(); } log(d.destroyed, d.writableEnded); }
  { const d = new Duplex({ read() {}, write(c, e, cb) { cb(); } }); watch('d2', d); d.resume(); d.push(null); await step(); await step(); log(d.destroyed, d.writable); d.end(); await step(); await step(); log(d.destroyed); }
  { const p = new PassThrough(); const chunks = []; const w = new Writable({ write(c, e, cb) { chunks.push(String(c)); cb(); } }); await new Promise((r) => { pipeline(Readable.from(['x', 'y']), p, w, (e) => { log('pipeline', e && e.message, chunks); r(); }); }); }
  { await new Promise((r) => pipeline(new Readable({ read() { this.destroy(new Error('src')); } }), new PassThrough(), (e) => { log('pipeline', e.message); r(); })); }
  { const s = new PassThrough(); finished(s, (e) => log('finished', e && e.code)); s.destroy(); await step(); await step(); }
  { const r = new Readable({ read() {} }); const w = new Writable({ highWaterMark: 2, write(c, e, cb) { log('piped', String(c)); setImmediate(cb); } }); watch('pw', w); r.pipe(w); r.push('abc'); r.push('d'); r.push(null); for (let i = 0; i < 8; i++) { await step(); } }
  { const r = new Readable({ objectMode: true, read() {} }); r.push({ a: 1 }); r.unshift('first'); log(r.read(), r.read(), r.read()); }
  { const s = new PassThrough(); s.setEncoding('utf8'); s.on('data', (d) => log(d)); const b = Buffer.from('é€😀'); for (const x of b) { s.write(Buffer.from([x])); } s.end(); for (let i = 0; i < 4; i++) { await step(); } }
  { const r = new Readable({ read() {} }); r.on('error', (e) => log(e.code)); r.push(null); r.push('x'); await step(); }
})();
