// Random bytes and texts through every encoding, from a fixed generator.
let seed = 12345;
const rnd = (n) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return Math.floor(seed / 65536) % n; };
const encodings = ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le'];
const bytes = (n) => Buffer.from(Array.from({ length: n }, () => rnd(256)));
for (let i = 0; i < 150; i++) {
  const b = bytes(rnd(24));
  console.log(JSON.stringify(encodings.map((e) => b.toString(e))));
}
// Byte strings that are nearly UTF-8.
const pieces = ['c3a9', 'e282ac', 'f09f9880', 'c3', 'e282', 'f09f98', 'ff', 'fe', 'eda080', 'edbfbf', 'c080', 'e08080', 'f08080', 'f4908080', 'f5', '80', 'bf', '41', 'efbbbf', 'efbfbd', 'f0', 'e0a0', 'c1bf', 'ed9fbf', 'ee8080'];
for (let i = 0; i < 300; i++) {
  const hex = Array.from({ length: 1 + rnd(5) }, () => pieces[rnd(pieces.length)]).join('');
  const b = Buffer.from(hex, 'hex');
  const d = new (require('string_decoder').StringDecoder)('utf8');
  let decoded = '';
  for (let at = 0; at < b.length;) { const n = 1 + rnd(3); decoded += d.write(b.subarray(at, at + n)); at += n; }
  decoded += d.end();
  let fatal;
  try { fatal = new TextDecoder('utf-8', { fatal: true }).decode(b); } catch (e) { fatal = [e.name, e.code]; }
  console.log(JSON.stringify([hex, b.toString(), decoded, new TextDecoder().decode(b), new TextDecoder('utf-8', { ignoreBOM: true }).decode(b), fatal]));
}
// Base64 and hex texts that are nearly right.
const chars = 'ABCDwxyz0189+/-_= \n\t!é=';
for (let i = 0; i < 300; i++) {
  const s = Array.from({ length: rnd(14) }, () => chars[rnd(chars.length)]).join('');
  console.log(JSON.stringify([s, Buffer.from(s, 'base64').toString('hex'), Buffer.from(s, 'base64url').toString('hex'), Buffer.byteLength(s, 'base64')]));
}
for (const s of ['abc', 'a', 'abxy', 'zz', 'ABcd', '0g', '00 11', 'é0', '0\u01300']) { console.log(JSON.stringify([s, Buffer.from(s, 'hex').toString('hex')])); }
const units = ['a', 'é', '€', '😀', '\ud800', '\udc00', '\uffff', '\0', '\u007f', '\u0100'];
for (let i = 0; i < 150; i++) {
  const s = Array.from({ length: rnd(6) }, () => units[rnd(units.length)]).join('');
  console.log(JSON.stringify([s, ...encodings.filter((e) => !/64|hex/.test(e)).map((e) => Buffer.from(s, e).toString('hex')), Buffer.from(new TextEncoder().encode(s)).toString('hex'), [...s].length, JSON.stringify(s), encodeURIComponent(s.replace(/[\ud800-\udfff]/g, ''))]));
}
for (const size of [0, 1, 2, 3, 4, 5, 8]) {
  const u8 = new Uint8Array(size);
  const r = new TextEncoder().encodeInto('aé€😀', u8);
  const b = Buffer.alloc(size);
  console.log(JSON.stringify([size, r, Buffer.from(u8).toString('hex'), b.write('é😀'), b.toString('hex'), Buffer.alloc(size).write('é😀', 'utf16le')]));
}
const td = new TextDecoder();
console.log(JSON.stringify([td.decode(new Uint8Array([0xef, 0xbb]), { stream: true }), td.decode(new Uint8Array([0xbf, 0x41, 0xe2]), { stream: true }), td.decode(new Uint8Array([0x82, 0xac]), { stream: true }), td.decode(), td.decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x42]))]));
for (const label of ['utf8', 'UTF-8', 'utf-16le', 'latin1', 'ascii', 'nope']) {
  try { const d = new TextDecoder(label); console.log(JSON.stringify([label, d.encoding, d.fatal, d.ignoreBOM, d.decode(new Uint8Array([0x41, 0, 0xe9, 0]))])); } catch (e) { console.log(JSON.stringify([label, e.name, e.code])); }
}
for (const e of ['base64', 'utf16le', 'hex', 'latin1']) {
  const d = new (require('string_decoder').StringDecoder)(e);
  const b = Buffer.from('aé€😀z', e === 'utf16le' ? 'utf16le' : 'utf8');
  const parts = [];
  const step = e === 'utf16le' ? 2 : 1;
  for (let i = 0; i < b.length; i += step) { parts.push(d.write(b.subarray(i, i + step))); }
  parts.push(d.end());
  console.log(JSON.stringify([e, parts]));
}
