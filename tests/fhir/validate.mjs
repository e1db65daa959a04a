// node tests/fhir/validate.mjs FILE...
//
// Judges each file, a Bundle or a single resource, against FHIR R4. One line an error, one for the
// sum; status 1 when there is any error, 2 when no file was named.
import { readFileSync } from 'node:fs';
import { check } from './check.mjs';

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('usage: node validate.mjs FILE...\n');
  process.exit(2);
}

let resources = 0;
let errors = 0;
for (const file of files) {
  const found = judge(file);
  resources += found.resources;
  errors += found.errors.length;
  for (const { where, path, message } of found.errors) {
    const parts = [file, where, path, message].filter((part) => part !== '');
    process.stdout.write(`${parts.join(': ')}\n`);
  }
}
process.stdout.write(`${resources} resources, ${errors} errors\n`);
process.exitCode = errors === 0 ? 0 : 1;

function judge(file) {
  try {
    return check(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return { resources: 0, errors: [{ where: 'file', path: '', message: error.message }] };
  }
}
