'use strict';
// Runs the conformance module with one rule broken: `change(engine, module)` patches the SDK's engine (js-reference) or
// the module before it starts. For the suite's self-test; works with the reference SDK only.

const { ConformanceModule } = require('../../js/conformance.js');

module.exports = function runBroken(change, options) {
  const module = new ConformanceModule(options);
  change(module._ixt, module);
  module.run();
};

/** Replaces a method; the replacement gets the original, bound, as its first argument. */
module.exports.wrap = function wrap(object, name, replacement) {
  const original = object[name].bind(object);
  object[name] = (...args) => replacement(original, ...args);
};

/** Lets `rewrite` alter every frame that the module sends, as an object. */
module.exports.outgoing = function outgoing(engine, rewrite) {
  module.exports.wrap(engine, 'send', (send, text) => send(JSON.stringify(rewrite(JSON.parse(text)))));
};

/** Lets `rewrite` alter every value of the config, and copies it member by member. */
module.exports.config = function config(engine, rewrite) {
  module.exports.wrap(engine, 'init', (init, frame) => init({ ...frame, config: copied(frame.config, rewrite) }));
};

function copied(value, rewrite) {
  if (Array.isArray(value)) { return value.map((item) => copied(item, rewrite)); }
  if (typeof value !== 'object' || value === null) { return rewrite(value); }
  const copy = {};
  Object.keys(value).forEach((name) => { copy[name] = copied(value[name], rewrite); });
  return copy;
}
