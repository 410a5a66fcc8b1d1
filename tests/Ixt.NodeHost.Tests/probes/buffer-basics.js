// Buffer's members on ordinary and odd arguments.
const show = (label, f) => {
  let r;
  try { r = f(); } catch (e) { r = { error: e.name, code: e.code, message: e.message }; }
  if (Buffer.isBuffer(r)) { r = 'B:' + r.toString('hex'); }
  if (typeof r === 'bigint') { r = `${r}n`; }
  console.log(JSON.stringify([label, r === undefined ? 'undefined' : Object.is(r, -0) ? '-0' : typeof r === 'number' && !Number.isFinite(r) ? String(r) : r]));
};
const sample = Buffer.from('héllo wörld €😀');
const cases = {
  from: () => [Buffer.from('abc'), Buffer.from([1, 2, 300, -1, 1.9, 'x', '7']), Buffer.from(new Uint16Array([1, 256, 257])), Buffer.from(new ArrayBuffer(3)), Buffer.from({ length: 3, 0: 9, 2: 8 }), Buffer.from({ type: 'Buffer', data: [1, 2] }), Buffer.from(new String('boxed')), Buffer.from({ [Symbol.toPrimitive]: () => 'prim' })].map((b) => b.toString('hex')),
  fromBad1: () => Buffer.from(5), fromBad2: () => Buffer.from(null), fromBad3: () => Buffer.from(undefined), fromBad4: () => Buffer.from({}), fromBad5: () => Buffer.from('x', 'nope'), fromBad6: () => Buffer.from(true), fromBad7: () => Buffer.from(Symbol('s')), fromBad8: () => Buffer.from(() => 1),
  fromShared: () => { const ab = new ArrayBuffer(8); const b = Buffer.from(ab, 2, 3); b[0] = 7; return [new Uint8Array(ab)[2], b.length, b.byteOffset]; },
  fromOut: () => Buffer.from(new ArrayBuffer(4), 9), fromOut2: () => Buffer.from(new ArrayBuffer(4), 1, 9),
  alloc: () => Buffer.alloc(5, 'ab'), alloc2: () => Buffer.alloc(4, 0x101), alloc3: () => Buffer.alloc(3, 'YQ==', 'base64'), allocBad: () => Buffer.alloc(-1), allocBad2: () => Buffer.alloc('5'), allocFillBad: () => Buffer.alloc(3, 'zz', 'hex'), allocEmptyFill: () => Buffer.alloc(3, ''),
  unsafe: () => Buffer.allocUnsafe(4).length, concat: () => Buffer.concat([Buffer.from('a'), new Uint8Array([98]), Buffer.alloc(0)]), concatCut: () => Buffer.concat([Buffer.from('abc'), Buffer.from('def')], 4), concatPad: () => Buffer.concat([Buffer.from('abc')], 6), concatBad: () => Buffer.concat('x'), concatBad2: () => Buffer.concat([1]),
  byteLength: () => ['héllo€😀', '', '\ud800x'].map((s) => ['utf8', 'latin1', 'hex', 'base64', 'utf16le', 'weird', undefined].map((e) => Buffer.byteLength(s, e))), byteLength2: () => [Buffer.byteLength(new ArrayBuffer(5)), Buffer.byteLength(new DataView(new ArrayBuffer(3)))], byteLengthBad: () => Buffer.byteLength(5),
  base64Length: () => ['', 'Y', 'YQ', 'YQ=', 'YQ==', 'YWI=', 'YWJj'].map((s) => Buffer.byteLength(s, 'base64')),
  isEncoding: () => ['utf8', 'UTF-8', 'Hex', 'ucs2', 'UCS-2', 'utf-16le', 'binary', 'latin1', 'base64url', 'ascii', '', 'x', null, 5].map((e) => Buffer.isEncoding(e)),
  isBuffer: () => [Buffer.isBuffer(sample), Buffer.isBuffer(new Uint8Array(1)), Buffer.isBuffer('x'), sample instanceof Uint8Array, Buffer.from('a').constructor === Buffer, Object.prototype.toString.call(sample)],
  compare: () => [Buffer.compare(Buffer.from('a'), Buffer.from('b')), Buffer.compare(Buffer.from('b'), Buffer.from('a')), Buffer.from('ab').compare(Buffer.from('abc')), Buffer.from('xabc').compare(Buffer.from('abcx'), 0, 3, 1, 4)], compareBad: () => Buffer.compare('a', Buffer.from('a')), compareOut: () => Buffer.from('a').compare(Buffer.from('b'), 0, 5),
  equals: () => [sample.equals(Buffer.from(sample)), sample.equals(new Uint8Array(1)), Buffer.alloc(0).equals(Buffer.alloc(0))], equalsBad: () => sample.equals('x'),
  toStringAll: () => ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le', 'binary', 'UTF-8', undefined, null].map((e) => sample.toString(e)), toStringBad: () => sample.toString('nope'),
  toStringRange: () => [[0, 2], [1, 3], [-5, 3], [3, 1], [2, 100], [1], ['1', '3'], [NaN, 2], [1.7, 3.9]].map(([a, b]) => sample.toString('latin1', a, b)),
  slices: () => [[0, 3], [-3], [2, -2], [5, 2], [NaN, 2], ['1', '3'], [undefined, 4], [-100, 100], [1.9, 3.9]].map(([a, b]) => [sample.slice(a, b).toString('hex'), sample.subarray(a, b).toString('hex')]),
  sliceShares: () => { const b = Buffer.from('abc'); b.slice(1)[0] = 120; return b.toString(); }, sliceIsBuffer: () => Buffer.isBuffer(sample.subarray(1)), u8slice: () => Uint8Array.prototype.slice.call(sample, 0, 3) instanceof Uint8Array,
  indexOf: () => [['l'], ['ö'], ['nope'], [0x6c], [Buffer.from('wör')], ['l', 4], ['l', -8], ['', 3], ['', 99], ['h', -1], [''], ['l', NaN], ['6c6c', 'hex'], ['6c6c', 0, 'hex'], ['l', '3'], [256 + 0x6c], [99.9], ['l', 100], ['l', -100]].map((a) => [sample.indexOf(...a), sample.lastIndexOf(...a), sample.includes(...a)]), indexOfBad: () => sample.indexOf({}), indexOfBad2: () => sample.indexOf(null),
  copy: () => { const t = Buffer.alloc(6); const n = [Buffer.from('abcdef').copy(t, 1, 2, 5), Buffer.from('xy').copy(t, 5), Buffer.from('z').copy(t, 6), Buffer.from('abc').copy(t, 0, 2, 1)]; return [n, t.toString('hex')]; }, copyBad: () => sample.copy([]), copyOut: () => sample.copy(Buffer.alloc(1), -1), copyOut2: () => sample.copy(Buffer.alloc(1), 0, 999),
  fill: () => [Buffer.alloc(5).fill('ab'), Buffer.alloc(5).fill('é'), Buffer.alloc(5).fill(7, 1, 3), Buffer.alloc(4).fill('abc', 1), Buffer.alloc(3).fill(''), Buffer.alloc(3).fill('6162', 'hex'), Buffer.alloc(3).fill(Buffer.from('xy')), Buffer.alloc(3).fill(-1), Buffer.alloc(2).fill(true)].map((b) => b.toString('hex')), fillOut: () => Buffer.alloc(3).fill(1, 5), fillBad: () => Buffer.alloc(3).fill('zz', 'hex'),
  write: () => { const b = Buffer.alloc(12); return [b.write('abc'), b.write('é€', 3), b.write('😀', 9), b.write('zzzz', 10, 1), b.write('6162', 0, 'hex'), b.write('YQ==', 5, 'base64'), b.write('xy', 1, 1, 'latin1'), b.toString('hex')]; }, writeOut: () => Buffer.alloc(2).write('x', 5), writeBad: () => Buffer.alloc(2).write(5),
  json: () => JSON.stringify({ b: Buffer.from('hi') }), keys: () => Object.keys(Buffer.from('ab')), iterate: () => [...Buffer.from('ab')], entries: () => [...Buffer.from('ab').entries()], map: () => Buffer.from('ab').map((x) => x + 1), filter: () => Buffer.isBuffer(Buffer.from('ab').filter((x) => x > 97)), reverse: () => Buffer.from('abc').reverse(), set: () => { const b = Buffer.alloc(3); b.set([1, 2], 1); return b; }, at: () => Buffer.from('abc').at(-1), join: () => Buffer.from('ab').join('-'), of: () => Buffer.of(1, 2, 300),
  swap: () => [Buffer.from('abcd').swap16(), Buffer.from('abcd').swap32(), Buffer.from('abcdefgh').swap64()].map(String), swapBad: () => Buffer.from('abc').swap16(),
  withoutNew: () => [Buffer('ab').toString(), new Buffer(2).length], index: () => { const b = Buffer.from('a'); b[0] = 257; return [b[0], b[5], b.length]; }, concatLen: () => Buffer.concat([sample, sample]).length, atobBtoa: () => [btoa('hi\xff'), atob('aGn/'), atob(' a G k = ')], btoaBad: () => btoa('€'), atobBad: () => atob('a'), kMax: () => [typeof require('buffer').kMaxLength, require('node:buffer').Buffer === Buffer],
  inspect: () => require('util').inspect([Buffer.from('hi'), Buffer.alloc(0), Buffer.alloc(60)]),
};
for (const [label, f] of Object.entries(cases)) { show(label, f); }
