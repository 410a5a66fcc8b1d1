'use strict';
// Breaks IXT-HDL-003: numbers in a result become strings.
const runBroken = require('./support/break.js');

runBroken((engine) => {
  runBroken.wrap(engine, 'finish', (finish, request, response) => finish(request, request.type === 'handle' && response && response.success
    ? { success: true, data: JSON.parse(JSON.stringify(response.data), (key, value) => (typeof value === 'number' ? String(value) : value)) }
    : response));
});
