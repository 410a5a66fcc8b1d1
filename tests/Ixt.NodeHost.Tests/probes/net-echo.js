// A client's life over a real Unix socket; the peer obeys the first line.
const net = require('net');
const path = process.env.PROBE_SOCKET;
const log = (...a) => console.log(JSON.stringify(a));
// How often and when a socket drains depends on how fast the peer reads, in Node as well: only asked for where a case is about it.
const watch = (name, s, ...more) => { for (const t of ['connect', 'ready', 'end', 'finish', 'close', 'error', 'timeout', ...more]) { s.on(t, (v) => log(name, t, v && v.code ? [v.message.replace(path, 'PATH'), v.code, v.errno, v.syscall, v.address === path ? 'PATH' : v.address] : v)); } return s; };
const closed = (s) => new Promise((r) => s.once('close', () => setImmediate(r)));
(async () => {
  { const s = watch('bye', net.connect(path, () => log('callback'))); log(s.connecting, s.pending, s.readyState, s.write('bye\n', () => log('written'))); s.setEncoding('utf8'); let all = ''; s.on('data', (d) => { all += d; }); await closed(s); log(all, s.bytesRead, s.bytesWritten, s.destroyed, s.readyState); }
  { const s = watch('echo', net.createConnection({ path })); let all = ''; s.on('data', (d) => { all += d; if (all.length === 5) { s.end('more'); } }); s.write('echo\nhello'); await closed(s); log(all); }
  { const s = watch('half', net.connect({ path, allowHalfOpen: true })); s.write('bye\n'); s.resume(); await new Promise((r) => s.on('end', r)); log(s.writable, s.readable, s.readyState, s.destroyed); s.end(); await closed(s); log(s.destroyed); }
  { const s = net.connect(path); s.setEncoding('utf8'); s.write('chunks 40\n'); let all = ''; s.on('data', (d) => { all += d; }); await closed(s); log(all === 'aé€😀'.repeat(40), all.length); }
  { const s = watch('sink', net.connect(path)); const block = Buffer.alloc(1 << 20, 'x'); s.write('sink\n'); let n = 0; const more = () => { while (n < 8) { n++; if (!s.write(block)) { s.once('drain', () => { drained = true; more(); }); return; } } s.end(); }; let drained = false; more(); let all = ''; s.on('data', (d) => { all += d; }); await closed(s); log(all, s.bytesWritten, drained); }
  { const s = watch('enoent', net.connect(path + '-no')); s.on('error', (e) => log(e instanceof Error, Object.keys(e))); await closed(s); }
  { const s = watch('refused', net.connect(__filename)); await closed(s); }
  { const s = watch('destroyed', net.connect(path)); s.write('never', (e) => log('cb', e && e.code)); s.destroy(); await closed(s); s.write('x', (e) => log('after', e.code)); log(s.destroyed, s.connecting); }
  { const s = watch('error', net.connect(path)); await new Promise((r) => s.on('ready', r)); s.destroy(new Error('mine')); await closed(s); log(s.errored.message); }
  { const s = watch('late', net.connect(path)); s.write('bye\n'); s.resume(); await closed(s); s.write('x', (e) => log('late cb', e && e.code)); await new Promise((r) => setImmediate(r)); s.end(); s.destroy(); }
  { const s = watch('paused', net.connect(path)); s.write('bye\n'); s.pause(); await new Promise((r) => s.on('ready', r)); await new Promise((r) => setTimeout(r, 50)); log(s.isPaused(), s.bytesRead >= 0); let all = ''; s.on('data', (d) => { all += d; }); s.resume(); await closed(s); log(all); }
  { const s = watch('iter', net.connect(path)); s.write('bye\n'); let all = ''; for await (const c of s) { all += c; } log(all); }
  { const s = watch('readable', net.connect(path)); s.write('bye\n'); let all = ''; s.on('readable', () => { let c; while ((c = s.read(2)) !== null) { all += `${c}|`; } }); await closed(s); log(all); }
  { const s = watch('timeout', net.connect(path)); s.write('stall\n'); s.resume(); s.setTimeout(60, () => { log('timeout callback'); s.destroy(); }); await closed(s); }
  { const s = watch('twice', net.connect(path)); s.write('bye\n'); s.resume(); s.end('x'); s.end(); try { s.write('y', (e) => log('w', e && e.code)); } catch (e) { log('throw', e.code); } await closed(s); }
  { const s = watch('enc', net.connect(path)); s.write('echo\n'); s.write('68690a', 'hex'); s.write('é', 'latin1', () => log('enc cb')); s.write(new Uint8Array([65])); s.cork(); s.write('a'); s.write('b'); s.uncork(); s.end('€'); const parts = []; s.on('data', (d) => parts.push(d)); await closed(s); log(Buffer.concat(parts).toString('hex')); }
  for (const bad of [[{}], [], [{ path: 5 }]]) { try { const s = net.connect(...bad); s.on('error', () => {}); s.destroy(); log('no throw'); } catch (e) { log(e.name); } }
  { const s = watch('soon', net.connect(path)); s.write('sink\n'); s.destroySoon(); await closed(s); }
  log(net.isIP('1.2.3.4'), net.isIP('::1'), net.isIP('x'), net.Socket === net.Stream, new net.Socket().readyState, new net.Socket().pending);
  { const line = require('readline').createInterface({ input: net.connect(path).on('connect', function () { this.write('echo\none\r\ntwo\n\nthree'); this.end(); }), crlfDelay: Infinity }); for await (const l of line) { log(l); } }
  { const s = net.connect(path); s.write('stall\n'); s.unref(); s.on('close', () => log('never')); }
})();
