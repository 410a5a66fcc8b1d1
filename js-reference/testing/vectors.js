'use strict';
// The golden vectors of spec/vectors (spec/schema/vectors.schema.json) for tests. Whatever is in them that this reader does
// not know throws: a vector that is only half understood would prove nothing.

const fs = require('fs');
const path = require('path');

const DIRECTORY = path.join(__dirname, '..', '..', 'spec', 'vectors');

/** Per kind of file, the members that a vector and its expectation may have. */
const MEMBERS = {
  framing: { vector: ['name', 'format', 'input', 'maxPayload', 'expect'], expect: ['detected', 'frames', 'rest', 'error'] },
  base64: { vector: ['name', 'base64', 'hex', 'valid', 'lenient'] },
  messages: { vector: ['name', 'definition', 'canonical', 'json', 'sameAs'] },
  violations: { vector: ['name', 'input', 'expect'], expect: ['code', 'id', 'pointer'] },
};

/** The names of the files there are, without `.json`, sorted. */
function files() {
  return fs.readdirSync(DIRECTORY).map((file) => {
    demand(file.endsWith('.json'), `${file} is no vector file`);
    return file.slice(0, -'.json'.length);
  }).sort();
}

/** The vectors of one file, which must be of this kind. */
function load(name, kind) {
  const file = JSON.parse(fs.readFileSync(path.join(DIRECTORY, `${name}.json`), 'utf8'));
  demand(file.kind === kind, `${name}.json: kind ${file.kind}, expected ${kind}`);
  onlyMembers(file, ['kind', 'description', 'vectors'], `${name}.json`);
  demand(file.vectors.length > 0, `${name}.json has no vectors`);
  const names = new Set();
  for (const vector of file.vectors) {
    const what = `${name}.json, "${vector.name}"`;
    demand(!names.has(vector.name), `${what} is there twice`);
    names.add(vector.name);
    onlyMembers(vector, MEMBERS[kind].vector, what);
    if (vector.expect !== undefined) { onlyMembers(vector.expect, MEMBERS[kind].expect, `${what}, expect`); }
    if (kind === 'framing') { vector.expect.frames.forEach((frame) => onlyMembers(frame, ['bytes', 'json'], `${what}, frame`)); }
  }
  return file.vectors;
}

/** The bytes of a list of parts: `{text}` as UTF-8, `{hex}`, or `{repeat, times}` of hex. */
function bytes(parts) {
  return Buffer.concat(parts.map((part) => {
    switch (Object.keys(part).sort().join()) {
      case 'text': return Buffer.from(part.text, 'utf8');
      case 'hex': return ofHex(part.hex);
      case 'repeat,times': return repeated(ofHex(part.repeat), part.times);
      default: throw new Error(`no bytes: ${JSON.stringify(part)}`);
    }
  }));
}

function ofHex(hex) {
  demand(/^([0-9a-f][0-9a-f])*$/.test(hex), `not hex: ${hex}`); // Node's decoder stops silently at what it does not know
  return Buffer.from(hex, 'hex');
}

function repeated(unit, times) {
  demand(Number.isInteger(times) && times >= 0 && times <= 16777216, `times: ${times}`);
  return unit.length === 0 ? unit : Buffer.alloc(unit.length * times, unit);
}

function onlyMembers(object, known, what) {
  const unknown = Object.keys(object).filter((member) => !known.includes(member));
  demand(unknown.length === 0, `${what}: unknown ${unknown.join(', ')}`);
}

function demand(condition, message) {
  if (!condition) { throw new Error(message); }
}

module.exports = { files, load, bytes, ofHex };
