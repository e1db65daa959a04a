/** What two versions of a value have in common, so that only what changed is drawn anew. */
import type { JsonValue } from '../ipc/bindings';

type Fields = Record<string, unknown>;

/** `next`, with everything that is as in `old` taken from `old`; `old` itself when all of it is. */
export function shared<T>(old: unknown, next: T): T {
  if (Object.is(old, next)) return next;
  if (Array.isArray(next)) return (Array.isArray(old) ? list(old, next) : next) as T;
  if (isFields(next)) return isFields(old) ? (fields(old, next) as T) : next;
  return next;
}

/**
 * The paths at which two values differ, where what they share is the very same: of what changed,
 * of everything around it, and of everything inside it.
 */
export function changedPaths(old: unknown, next: unknown, path = ''): string[] {
  if (Object.is(old, next)) return [];
  const inside = (name: string, was: unknown, is: unknown) =>
    changedPaths(was, is, path === '' ? name : `${path}/${name}`);
  const [was, is] = [parts(old), parts(next)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [path, ...[...names].flatMap((name) => inside(name, was.get(name), is.get(name)))];
}

function list(old: unknown[], next: unknown[]): unknown[] {
  const named = new Map(old.filter(isFields).map((one) => [one.id ?? null, one]));
  const before = (one: unknown, index: number) =>
    isFields(one) && typeof one.id === 'string' ? named.get(one.id) : old[index];
  const made = next.map((one, index) => shared(before(one, index), one));
  const same = made.length === old.length && made.every((one, index) => one === old[index]);
  return same ? old : made;
}

function fields(old: Fields, next: Fields): Fields {
  const names = Object.keys(next);
  const made = Object.fromEntries(names.map((name) => [name, shared(old[name], next[name])]));
  const same =
    names.length === Object.keys(old).length && names.every((name) => made[name] === old[name]);
  return same ? old : made;
}

/** What lies inside, by the step that leads there. */
function parts(value: unknown): Map<string, unknown> {
  if (Array.isArray(value)) {
    return new Map(value.filter(isFields).map((one) => [String(one.id), one]));
  }
  return new Map(isFields(value) ? Object.entries(value) : []);
}

function isFields(value: unknown): value is Fields & { id?: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
