/** Paths in a record, as the core names them: fields by name, entries of a list by id. */

import type { JsonValue } from '../ipc/bindings';

interface Fields {
  [key: string]: JsonValue | undefined;
}

/** The value at a path; undefined when the path leads nowhere. */
export function at(root: unknown, path: string): JsonValue | undefined {
  let here = root as JsonValue | undefined;
  for (const step of path.split('/')) {
    if (Array.isArray(here)) here = here.find((entry) => idOf(entry) === step);
    else if (isFields(here)) here = here[step];
    else return undefined;
  }
  return here;
}

/** A copy of `root` in which every path that still exists has its value. */
export function overlaid<T>(root: T, values: Iterable<[string, JsonValue]>): T {
  const copy = structuredClone(root);
  for (const [path, value] of values) {
    const [parent, name] = cut(path);
    const holder = parent === '' ? (copy as JsonValue) : at(copy, parent);
    if (isFields(holder) && name in holder) holder[name] = value;
  }
  return copy;
}

/** The list an entry stands in, and the entry's id. */
export function cut(path: string): [string, string] {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
}

/** The ids of a list's entries, in order. */
export function idsIn(root: unknown, list: string): string[] {
  const entries = at(root, list);
  return Array.isArray(entries) ? entries.map(idOf) : [];
}

/** Whether a path is an entry or something inside it. */
export function isWithin(path: string, entry: string): boolean {
  return path === entry || path.startsWith(`${entry}/`);
}

/** An entry without its ids and its progress, so that a copy becomes a new one. */
export function asNew(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(asNew);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'id' && name !== 'status');
  return Object.fromEntries(kept.map(([name, inner]) => [name, asNew(inner ?? null)]));
}

function idOf(entry: JsonValue): string {
  return isFields(entry) && typeof entry.id === 'string' ? entry.id : '';
}

function isFields(value: JsonValue | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
