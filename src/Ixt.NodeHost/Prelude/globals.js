'use strict';

// Everything a script finds without require. What is seldom used is loaded when it is first touched.
exports.install = (global, load) => {
  const define = (name, value) => Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });
  const lazy = (name, from) => Object.defineProperty(global, name, {
    configurable: true,
    enumerable: false,
    get() {
      const value = load(from)[name];
      define(name, value);
      return value;
    },
    set(value) { define(name, value); },
  });

  Object.defineProperty(global, Symbol.toStringTag, { value: 'global', configurable: true });
  define('global', global);
  define('process', load('process'));
  const timers = load('timers');
  for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate']) { define(name, timers[name]); }

  const { fatal } = load('#process');
  const { checkFunction } = load('errors');
  const settled = Promise.resolve();
  const { then } = Promise.prototype;
  define('queueMicrotask', function queueMicrotask(callback) {
    checkFunction(callback, 'callback');
    // An error here is an uncaught exception, not a rejection.
    then.call(settled, () => {
      try { callback(); } catch (error) { fatal(error); }
    });
  });

  lazy('console', 'console');
  lazy('Buffer', 'buffer');
  lazy('atob', 'buffer');
  lazy('btoa', 'buffer');
  lazy('TextEncoder', 'text_coding');
  lazy('TextDecoder', 'text_coding');
  lazy('structuredClone', 'structured_clone');
  lazy('performance', 'perf_hooks');
  for (const name of ['AbortController', 'AbortSignal', 'EventTarget', 'Event', 'CustomEvent', 'DOMException']) { lazy(name, 'event_target'); }
};
