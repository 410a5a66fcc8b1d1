'use strict';

const timers = require('timers');
const { AbortError } = require('errors');

function abortable(signal, start, stop) {
  if (signal && signal.aborted) { return Promise.reject(new AbortError(undefined, { cause: signal.reason })); }
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      stop(handle);
      reject(new AbortError(undefined, { cause: signal.reason }));
    };
    const handle = start((value) => {
      if (signal) { signal.removeEventListener('abort', onAbort); }
      resolve(value);
    });
    if (signal) { signal.addEventListener('abort', onAbort, { once: true }); }
  });
}

function setTimeout(delay, value, { signal, ref = true } = {}) {
  return abortable(signal, (done) => {
    const timer = timers.setTimeout(() => done(value), delay);
    return ref ? timer : timer.unref();
  }, timers.clearTimeout);
}

function setImmediate(value, { signal, ref = true } = {}) {
  return abortable(signal, (done) => {
    const immediate = timers.setImmediate(() => done(value));
    return ref ? immediate : immediate.unref();
  }, timers.clearImmediate);
}

async function* setInterval(delay, value, { signal, ref = true } = {}) {
  if (signal && signal.aborted) { throw new AbortError(undefined, { cause: signal.reason }); }
  let missed = 0;
  let wake = null;
  const timer = timers.setInterval(() => { missed++; if (wake) { wake(); wake = null; } }, delay);
  if (!ref) { timer.unref(); }
  const onAbort = () => { if (wake) { wake(); wake = null; } };
  if (signal) { signal.addEventListener('abort', onAbort, { once: true }); }
  try {
    while (true) {
      if (missed === 0 && !(signal && signal.aborted)) { await new Promise((resolve) => { wake = resolve; }); }
      for (; missed > 0; missed--) { yield value; }
      if (signal && signal.aborted) { throw new AbortError(undefined, { cause: signal.reason }); }
    }
  } finally {
    timers.clearInterval(timer);
    if (signal) { signal.removeEventListener('abort', onAbort); }
  }
}

module.exports = { setTimeout, setImmediate, setInterval, scheduler: { wait: (delay, options) => setTimeout(delay, undefined, options), yield: () => setImmediate() } };
