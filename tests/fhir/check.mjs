// Everything that is looked at in one bundle or one resource.
//
// medplum's validator goes first: it knows the structure, the cardinalities and the invariants of
// R4. What it leaves out follows. US Core is not asked for.
import { OperationOutcomeError, validateResource } from '@medplum/core';
import { answers } from './answers.mjs';
import { ids, names, references } from './bundle.mjs';
import { load } from './definitions.mjs';
import { empties } from './plain.mjs';
import { walk } from './walk.mjs';

/** medplum takes an absolute reference for one of the type "https:"; where it leads is ours to see. */
const ABSOLUTE = /^Invalid reference: got "[a-z]+:/;

/** `{ resources, errors: [{ where, path, message }] }` of a parsed file. */
export function check(root) {
  load();
  if (typeof root?.resourceType !== 'string') {
    return { resources: 0, errors: [{ where: 'file', path: '', message: 'is no FHIR resource' }] };
  }
  if (root.resourceType !== 'Bundle') {
    const where = `${root.resourceType}/${root.id}`;
    return { resources: 1, errors: resource({ resource: root }).map((it) => ({ where, ...it })) };
  }
  const entries = Array.isArray(root.entry) ? root.entry.map((it) => it ?? {}) : [];
  const inside = entries.flatMap((entry, at) =>
    entry.resource ? resource(entry, entries).map((it) => ({ entry: at, ...it })) : []
  );
  const between = names(entries);
  const errors = [...frame(root), ...between, ...inside].map(({ entry, ...it }) => ({
    where: entry === undefined ? 'Bundle' : place(entry, entries[entry].resource),
    ...it
  }));
  return { resources: entries.filter((entry) => entry.resource).length, errors };
}

function place(at, found) {
  return `Bundle.entry[${at}].resource (${found?.resourceType}/${found?.id})`;
}

/** The bundle around its resources, which are looked at one by one. */
function frame(bundle) {
  const isInside = ({ path }) => /^Bundle\.entry\[\d+\]\.resource\b/.test(path);
  const found = [...structure(bundle), ...empties(bundle, 'Bundle')];
  const own = found.filter((it) => it.path.startsWith('Bundle') && !isInside(it));
  return once([...own, ...attempt('Bundle', () => walk({ ...bundle, entry: undefined }).errors)]);
}

function resource(entry, entries) {
  const type = entry.resource.resourceType;
  return once([
    ...structure(entry.resource),
    ...empties(entry.resource, type),
    ...attempt(type, () => {
      const { errors, references: gathered } = walk(entry.resource);
      return [...errors, ...ids(entry.resource), ...references(gathered, entry, entries)];
    }),
    ...attempt(type, () => answers(entry.resource, entries))
  ]);
}

/** What medplum says. Its warnings count: it warns of two values where one is allowed. */
function structure(found) {
  let issues;
  try {
    // A copy: it joins primitives and their extensions in place.
    issues = validateResource(structuredClone(found));
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) {
      return [{ path: found.resourceType, message: `cannot be read: ${error.message}` }];
    }
    issues = error.outcome.issue;
  }
  const errors = issues.map((issue) => ({
    path: issue.expression?.[0] ?? found.resourceType,
    message: issue.details?.text ?? issue.diagnostics ?? issue.code
  }));
  return errors.filter(({ message }) => !ABSOLUTE.test(message) && !isSpared(found, message));
}

/**
 * ras-2 asks that a probability is at most 100. medplum finds it broken where no probability is
 * said, which `implies` makes true; it is believed where one is.
 */
function isSpared({ resourceType, prediction = [] }, message) {
  const silent = prediction.every((it) => it.probabilityDecimal === undefined);
  return resourceType === 'RiskAssessment' && silent && message.includes('ras-2');
}

/** A resource that is broken enough cannot be walked; that is an error, and not the end. */
function attempt(path, work) {
  try {
    return work();
  } catch (error) {
    return [{ path, message: `cannot be read: ${error.message}` }];
  }
}

/** One error a place: what medplum has said is not said again. */
function once(errors) {
  const seen = new Set();
  return errors.filter(({ path }) => !seen.has(path) && seen.add(path));
}
