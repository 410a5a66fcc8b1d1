// Prints ajv's verdict on every example, and on every file that has a schema of its own, as one JSON object.
// node verdicts.js SPEC-FOLDER
'use strict';

const fs = require('fs');
const path = require('path');
const Ajv = require('ajv');

const spec = process.argv[2];
const annotations = ['x-union', 'x-csharp-type', 'x-enum-names', 'x-service'];
const read = (...parts) => JSON.parse(fs.readFileSync(path.join(spec, ...parts), 'utf8'));
const list = (...parts) => fs.readdirSync(path.join(spec, ...parts)).sort();

// Strict: a keyword or a shape that ajv would ignore is an error here. validateFormats needs another package, and adds nothing:
// no schema that is judged here has a format.
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
ajv.addVocabulary(annotations);

const examplesOf = ['protocol', 'manifest'];
const schemaOf = {};
for (const name of [...examplesOf, 'errors', 'vectors']) {
  const schema = read('schema', `${name}.schema.json`);
  ajv.addSchema(schema, name);
  if (examplesOf.includes(name)) {
    for (const definition of Object.keys(schema.definitions)) {
      schemaOf[definition] = `${name}#/definitions/${definition}`;
    }
  }
}

const judge = (key, value) => {
  const validate = ajv.getSchema(key);
  if (!validate) {
    throw new Error(`no schema ${key}`);
  }
  return validate(value);
};

const verdicts = {};
for (const type of list('examples')) {
  for (const file of list('examples', type)) {
    verdicts[`examples/${type}/${file}`] = judge(schemaOf[type], read('examples', type, file));
  }
}

verdicts['errors.json'] = judge('errors', read('errors.json'));
for (const file of list('vectors')) {
  verdicts[`vectors/${file}`] = judge('vectors', read('vectors', file));
}

process.stdout.write(JSON.stringify(verdicts));
