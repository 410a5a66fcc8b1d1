// The first script of every engine. Its functions run in the global scope, which is why compile and compilePrelude live here:
// what the host makes a function of gets the caller's scope as its outer one, and a module must see nothing but globals.
({
  native: null,
  compile() { return this.native.compile(arguments[0]); },
  compilePrelude() { return this.native.compilePrelude(arguments[0]); },

  start(bindings) {
    'use strict';
    this.native = bindings.modules;
    const cache = new Map();

    // require of the prelude: '#name' is a host binding, anything else a prelude file.
    const load = (name) => {
      if (name[0] === '#') { return bindings[name.slice(1)]; }
      let module = cache.get(name);
      if (module === undefined) {
        module = { exports: {} };
        cache.set(name, module);
        this.compilePrelude(name)(module.exports, load, module, 'node:' + name, '');
      }
      return module.exports;
    };

    load('fixes');
    const process = load('process');
    const timers = load('timers');
    load('globals').install(globalThis, load);
    const modules = load('modules');
    modules.setCompiler((path) => this.compile(path));

    return {
      runMain: modules.runMain,
      onTimer: timers.onTimer,
      onImmediate: timers.onImmediate,
      ...process.hooks,
    };
  },
})
