'use strict';

// Reading the program's own files, and nothing else.
const binding = require('#modules');
const { fileError } = require('errors');

function pathOf(value) {
  const text = value instanceof Uint8Array ? Buffer.from(value).toString() : String(value).replace(/^file:\/\//, '');
  return text.startsWith('/') ? text : `${process.cwd()}/${text}`;
}

function readFileSync(path, options) {
  const encoding = typeof options === 'string' ? options : options && options.encoding;
  const found = binding.find(pathOf(path));
  if (found === null) { throw fileError('ENOENT', 'open', String(path)); }
  const bytes = require('buffer').wrap(binding.readBytes(found));
  return encoding ? bytes.toString(encoding) : bytes;
}

function existsSync(path) {
  try { return binding.find(pathOf(path)) !== null; } catch { return false; }
}

function readFile(path, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  let data;
  let error = null;
  try { data = readFileSync(path, typeof options === 'function' ? undefined : options); } catch (e) { error = e; }
  setImmediate(() => (error ? done(error) : done(null, data)));
}

const promises = {
  readFile: async (path, options) => readFileSync(path, options),
  access: async (path) => { if (!existsSync(path)) { throw fileError('ENOENT', 'access', String(path)); } },
};

module.exports = { readFileSync, existsSync, readFile, promises, constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 } };
