process.on('exit', (c) => { console.log('exit', c); process.exit(12); });
const f = async () => { try { await null; process.exit(11); } finally { console.log('finally'); } };
f();
