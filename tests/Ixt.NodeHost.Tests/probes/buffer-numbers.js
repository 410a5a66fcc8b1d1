const out = (label, f) => {
  let r;
  try { r = f(); } catch (e) { r = `${e.name} ${e.code} ${e.message}`; }
  console.log(JSON.stringify([label, typeof r === 'bigint' ? `${r}n` : typeof r === 'number' && !Number.isFinite(r) ? String(r) : r]));
};
const bytes = Buffer.from('0102030405060708f1f2f3f4f5f6f7f8', 'hex');
const reads = ['UInt8', 'Int8', 'UInt16LE', 'UInt16BE', 'Int16LE', 'Int16BE', 'UInt32LE', 'UInt32BE', 'Int32LE', 'Int32BE', 'FloatLE', 'FloatBE', 'DoubleLE', 'DoubleBE', 'BigInt64LE', 'BigInt64BE', 'BigUInt64LE', 'BigUInt64BE'];
for (const name of reads) {
  for (const offset of [undefined, 0, 5, 8, 15, 16, -1, 1.5, '1', NaN]) { out(`read${name} ${offset}`, () => bytes[`read${name}`](offset)); }
}
for (const n of [1, 2, 3, 4, 5, 6, 0, 7, 1.5, '2']) {
  for (const m of ['readUIntLE', 'readUIntBE', 'readIntLE', 'readIntBE']) { out(`${m} ${n}`, () => bytes[m](8, n)); }
}
const values = [0, 1, -1, 127, 128, 255, 256, -128, -129, 32767, 65535, 65536, 2147483647, 2147483648, 4294967295, 4294967296, -2147483648, 1.5, -1.5, NaN, Infinity, '12', 1e10, 2 ** 47, 2 ** 48];
for (const name of ['UInt8', 'Int8', 'UInt16LE', 'Int16BE', 'UInt32BE', 'Int32LE', 'FloatBE', 'DoubleLE']) {
  for (const v of values) { out(`write${name} ${v}`, () => { const b = Buffer.alloc(9); return [b[`write${name}`](v, 1), b.toString('hex')]; }); }
}
for (const v of values) {
  for (const [m, n] of [['writeUIntLE', 3], ['writeIntBE', 6], ['writeUIntBE', 6], ['writeIntLE', 5]]) { out(`${m} ${v} ${n}`, () => { const b = Buffer.alloc(7); return [b[m](v, 1, n), b.toString('hex')]; }); }
}
for (const v of [0n, -1n, 2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), 2n ** 64n - 1n, 2n ** 64n]) {
  for (const m of ['writeBigInt64LE', 'writeBigUInt64BE']) { out(`${m} ${v}`, () => { const b = Buffer.alloc(8); return [b[m](v), b.toString('hex')]; }); }
}
out('alias', () => [bytes.readUint8(0), bytes.readUint32LE(0), bytes.readUint16BE(3)]);
