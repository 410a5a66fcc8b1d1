'use strict';

// CommonJS. The host finds and compiles files; what is here is who is loaded, cached and told what.
const binding = require('#modules');
const { coded, invalidArgType, invalidArgValue } = require('errors');

const internalRequire = require;
const publicNames = new Map([
  ['assert', 'assert'], ['assert/strict', 'assert'], ['buffer', 'buffer'], ['console', 'console'], ['crypto', 'crypto'], ['events', 'events'], ['fs', 'fs'],
  ['fs/promises', 'fs_promises'], ['module', 'module'], ['net', 'net'], ['os', 'os'], ['path', 'path'], ['path/posix', 'path'], ['perf_hooks', 'perf_hooks'],
  ['process', 'process'], ['readline', 'readline'], ['stream', 'stream'], ['stream/promises', 'stream_promises'], ['string_decoder', 'string_decoder'],
  ['timers', 'timers'], ['timers/promises', 'timers_promises'], ['util', 'util'], ['util/types', 'util_types'],
]);
const notProvided = new Set([
  'async_hooks', 'child_process', 'cluster', 'constants', 'dgram', 'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'http', 'http2', 'https', 'inspector',
  'punycode', 'querystring', 'readline/promises', 'repl', 'stream/web', 'sys', 'tls', 'trace_events', 'tty', 'url', 'v8', 'vm', 'wasi', 'worker_threads', 'zlib',
]);

const cache = Object.create(null);
let compile = null;
let main;

class Module {
  constructor(id, parent) {
    this.id = id;
    this.path = directoryOf(id);
    this.exports = {};
    this.filename = null;
    this.loaded = false;
    this.children = [];
    this.paths = [];
    Object.defineProperty(this, 'parent', { value: parent, writable: true, configurable: true, enumerable: false });
    if (parent) { parent.children.push(this); }
  }

  require(id) { return requireFrom(this, id); }
}
Module._cache = cache;
Module._extensions = { '.js': null, '.json': null };
Module.builtinModules = [...publicNames.keys()];
Module.isBuiltin = (id) => publicNames.has(id.startsWith('node:') ? id.slice(5) : id);
Module.createRequire = (filename) => {
  const module = new Module(String(filename).replace(/^file:\/\//, ''), undefined);
  module.filename = module.id;
  return makeRequire(module);
};
Module.Module = Module;

function directoryOf(path) {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

function builtin(id) {
  const prefixed = id.startsWith('node:');
  const name = prefixed ? id.slice(5) : id;
  if (publicNames.has(name)) { return name === 'module' ? Module : internalRequire(publicNames.get(name)); }
  if (notProvided.has(name)) { throw coded(Error, 'ERR_MODULE_NOT_PROVIDED', `The built-in module '${name}' is not provided by this host`); }
  if (prefixed) { throw coded(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${id}`); }
  return undefined;
}

function notFound(id, module) {
  const stack = [];
  for (let m = module; m; m = m.parent) { stack.push(m.filename || m.id); }
  const trail = stack.length > 0 ? `\nRequire stack:\n- ${stack.join('\n- ')}` : '';
  const error = new Error(`Cannot find module '${id}'${trail}`);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  return error;
}

function resolve(module, id) {
  if (typeof id !== 'string') { throw invalidArgType('id', 'of type string', id); }
  if (id === '') { throw invalidArgValue('id', id, 'must be a non-empty string'); }
  const path = binding.resolve(id, module.path);
  if (path === null) { throw notFound(id, module); }
  return path;
}

function makeRequire(module) {
  const require = function require(id) { return module.require(id); };
  require.resolve = (id) => (Module.isBuiltin(id) ? id : resolve(module, id));
  require.main = main;
  require.extensions = Module._extensions;
  require.cache = cache;
  return require;
}

function evaluate(module) {
  const path = module.filename;
  if (path.endsWith('.json')) {
    const text = binding.readText(path);
    try {
      module.exports = JSON.parse(text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text);
    } catch (error) {
      error.message = `${path}: ${error.message}`;
      throw error;
    }
  } else if (path.endsWith('.mjs')) {
    throw coded(Error, 'ERR_REQUIRE_ESM', `require() of ES Module ${path} not supported.`);
  } else {
    compile(path).call(module.exports, module.exports, makeRequire(module), module, path, module.path);
  }
  module.loaded = true;
}

function loadFile(path, parent) {
  const cached = cache[path];
  if (cached !== undefined) {
    if (parent && !parent.children.includes(cached)) { parent.children.push(cached); }
    return cached.exports;
  }
  const module = new Module(path, parent);
  module.filename = path;
  if (!parent) {
    main = module;
    module.id = '.';
    process.mainModule = module;
  }
  cache[path] = module;
  let done = false;
  try {
    evaluate(module);
    done = true;
  } finally {
    if (!done) { delete cache[path]; }
  }
  return module.exports;
}

function requireFrom(module, id) {
  if (typeof id === 'string') {
    const found = builtin(id);
    if (found !== undefined) { return found; }
  }
  return loadFile(resolve(module, id), module);
}

exports.setCompiler = (compiler) => { compile = compiler; };

exports.runMain = (path) => {
  const found = binding.resolve(path, '/');
  if (found === null) { throw notFound(path, undefined); }
  process.argv[1] = found;
  loadFile(found, undefined);
};
