// The validator against bundles that are broken on purpose: each has to be caught, at its place
// and for its reason, and a sound one has to pass.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROKEN } from './broken.mjs';
import { check } from './check.mjs';
import { sample } from './sample.mjs';

const tests = [
  ['a sound bundle passes', () => assert.deepEqual(check(sample()), { resources: 6, errors: [] })],
  ['every resource passes by itself', everyResource],
  ['what is no resource is said to be none', noResource],
  ['the command says where, and counts', command],
  ...BROKEN.map((row) => [row[0], () => caught(row)])
];

let failed = 0;
for (const [name, test] of tests) {
  try {
    test();
  } catch (error) {
    failed += 1;
    process.stdout.write(`FAILED ${name}\n${error.message}\n`);
  }
}
process.stdout.write(`Tests  ${tests.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** The error is there, in the resource that was changed, and no other resource is blamed. */
function caught([, { at, work }, expected, where = at]) {
  const bundle = sample();
  work(bundle);
  const { errors } = check(bundle);
  const place = where === undefined ? /^Bundle$/ : new RegExp(`^Bundle\\.entry\\[${where}\\]`);
  const lines = errors.map((it) => `${it.where}: ${it.path}: ${it.message}`);
  const isFound = errors.some((it, index) => place.test(it.where) && expected.test(lines[index]));
  assert.ok(isFound, `${expected} is not among:\n${lines.join('\n')}`);
}

function everyResource() {
  for (const { resource } of sample().entry) {
    assert.deepEqual(check(resource), { resources: 1, errors: [] });
  }
}

function noResource() {
  for (const value of [null, 7, 'Patient', [], {}, { resourceType: 7 }]) {
    assert.equal(check(value).errors.length, 1);
  }
}

function command() {
  const folder = mkdtempSync(join(tmpdir(), 'fhir-'));
  const [sound, broken, torn] = ['sound', 'broken', 'torn'].map((it) => join(folder, `${it}.json`));
  const bundle = sample();
  writeFileSync(sound, JSON.stringify(bundle));
  bundle.entry[1].resource.issued = 'now';
  writeFileSync(broken, JSON.stringify(bundle));
  writeFileSync(torn, '{"resourceType":');
  try {
    const passed = run(sound);
    assert.deepEqual([passed.status, passed.stdout], [0, '6 resources, 0 errors\n']);
    const refused = run(sound, broken, torn);
    const [line, unread, sum] = refused.stdout.split('\n');
    const place = `${broken}: Bundle.entry[1].resource (Observation/o-1.a): Observation.issued: `;
    assert.ok(line.startsWith(place), line);
    assert.ok(unread.startsWith(`${torn}: file: `), unread);
    assert.deepEqual([refused.status, sum], [1, '12 resources, 2 errors']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(...files) {
  const program = fileURLToPath(new URL('validate.mjs', import.meta.url));
  return spawnSync(process.execPath, [program, ...files], { encoding: 'utf8' });
}
