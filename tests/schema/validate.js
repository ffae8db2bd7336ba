// Usage: node validate.js SCHEMA FILE…   One line a file: the file, and what the schema finds wrong with it.
const fs = require('fs');
const Ajv = require('ajv/dist/2020');
const addFormats = require('ajv-formats');
const JSON5 = require('json5');

const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));
let bad = 0;
for (const file of files) {
  const isGood = validate(JSON5.parse(fs.readFileSync(file, 'utf8')));
  bad += isGood ? 0 : 1;
  console.log(isGood ? `${file}: good` : `${file}: ${validate.errors.slice(0, 3).map(e => `${e.instancePath} ${e.message}`).join('; ')}`);
}
process.exit(bad > 0 ? 1 : 0);
