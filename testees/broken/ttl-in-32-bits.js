'use strict';
// Breaks IXT-SVC-006: the time to live of what it sends and stores is cut to 32 bits.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'call', (call, service, method, params) => call(
    service, method, params.ttl_ms === undefined ? params : { ...params, ttl_ms: params.ttl_ms >>> 0 }));
});
