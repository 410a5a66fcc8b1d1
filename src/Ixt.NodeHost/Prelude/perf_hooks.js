'use strict';

const { now } = require('#timers');

const timeOrigin = Date.now() - now();
const performance = {
  now: () => now(),
  timeOrigin,
  toJSON: () => ({ timeOrigin }),
  mark: (name) => ({ name, entryType: 'mark', startTime: now(), duration: 0 }),
  measure: (name) => ({ name, entryType: 'measure', startTime: 0, duration: now() }),
  timerify: (fn) => fn,
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
};

module.exports = { performance, constants: {} };
