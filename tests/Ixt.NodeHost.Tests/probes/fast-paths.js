'use strict';
// What the host does natively in the usual case must be the same on both sides of "usual".
const { Writable } = require('stream');
const attempt = (f) => { try { return f(); } catch (e) { return `${e.name} ${e.code || ''}`; } };
const show = (name, ...values) => console.log(name, JSON.stringify(values));

const bytes = Buffer.from('abcabc\u00e9\u20ac', 'utf8').subarray(1);
const numbers = [undefined, null, 0, -0, 1, 2.5, -1, -1.5, NaN, 3, 8, 9, 100, Infinity, -Infinity, 2 ** 32, '2', '-2', {}, [], true];
for (const n of numbers) {
  show(`subarray ${String(n)}`, bytes.subarray(n).toString('hex'), bytes.subarray(0, n).toString('hex'), bytes.subarray(n, 4).length, bytes.subarray(n).byteOffset - bytes.byteOffset);
  show(`indexOf ${String(n)}`, attempt(() => bytes.indexOf(n)), attempt(() => bytes.indexOf(98, n)), attempt(() => bytes.indexOf('c', n)));
}
show('indexOf numbers', bytes.indexOf(97 + 256), bytes.indexOf(97.9), bytes.indexOf(-159), bytes.indexOf(255), bytes.subarray(0, 0).indexOf(97));
for (const encoding of [undefined, null, '', 'utf8', 'UTF8', 'utf-8', 'hex', 'base64', 'BASE64', 'base64url', 'latin1', 'binary', 'ascii', 'utf16le', 'nope', 5]) {
  show(`encoding ${String(encoding)}`, attempt(() => bytes.toString(encoding)), attempt(() => Buffer.from('YWJj', encoding).toString('hex')), attempt(() => Buffer.byteLength('YWJj\u00e9', encoding)));
}
show('of others', Buffer.prototype.subarray.call(bytes, 1) instanceof Buffer, Buffer.from('x').constructor === Buffer);
show('shape', ['toString', 'subarray', 'indexOf'].map((name) => [typeof Buffer.prototype[name], Buffer.prototype[name].name]));
show('shares', (() => { const a = Buffer.alloc(4); a.subarray(1, 3)[0] = 7; return [...a]; })());

for (const text of ['{"a":1,"a":2}', '{"a":', '[1,2', '{"b":"a"}', '"\\u12"', '{"a":[{"a":"a"}]}', '', 'nul', '["__proto__"]', '{"__proto__":1}', '{"a":"b"}']) {
  show(`parse ${text}`, attempt(() => JSON.parse(text)));
}
show('parse others', JSON.parse(5), attempt(() => JSON.parse()), JSON.parse('[1,[2]]', (k, v) => (typeof v === 'number' ? v + 1 : v)), JSON.parse('{"a":1}', null));

// Which tick a write's end is noticed in, with and without callbacks.
const order = [];
const w = new Writable({ highWaterMark: 4, write(chunk, encoding, done) { order.push(`write ${chunk}`); done(); } });
w.on('drain', () => order.push('drain'));
w.on('finish', () => order.push('finish'));
process.nextTick(() => order.push('tick 0'));
w.write('a');
process.nextTick(() => order.push('tick 1'));
w.write('b');
w.write('c', () => order.push('c done'));
process.nextTick(() => order.push('tick 2'));
w.write('defgh');
order.push(`length ${w.writableLength} ${w.writableNeedDrain}`);
w.write('i');
w.write('j', () => order.push('j done'));
setImmediate(() => {
  w.write('k');
  w.end('l', () => order.push('ended'));
  setImmediate(() => show('order', order));
});
