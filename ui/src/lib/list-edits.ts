/** Edits of ordered lists in a record: what moves an entry, or brings a removed one back whole. */
import type { Edit, JsonValue } from '../ipc/bindings';
import { at, cut, idsIn } from './paths';

/** An entry that was taken out: all that is needed to bring it back, in its place. */
export interface Taken {
  list: string;
  id: string;
  value: JsonValue;
  /** Ids of the entries before it, nearest first. */
  before: string[];
  /** Id of the entry behind it, or of the one before it; empty when it stood alone. */
  next: string;
}

/** What is about to be lost when the entry at `path` is removed. */
export function taken(record: unknown, path: string): Taken | null {
  const value = at(record, path);
  if (value === undefined) return null;
  const [list, id] = cut(path);
  const ids = idsIn(record, list);
  const place = ids.indexOf(id);
  const next = ids[place + 1] ?? ids[place - 1] ?? '';
  return { list, id, value, before: ids.slice(0, place).reverse(), next };
}

/** The edits that put a removed entry back into the record as it stands now. */
export function putBack(record: unknown, gone: Taken): Edit[] {
  const { list, id, value } = gone;
  const present = new Set(idsIn(record, list));
  const after = gone.before.find((other) => present.has(other)) ?? null;
  const edits: Edit[] = [{ op: 'add', list, after, value }];
  if (after === null) edits.push({ op: 'move', path: `${list}/${id}`, after: null });
  return edits;
}

/** The edit that moves an entry one place; null at the end of the list. */
export function shifted(record: unknown, path: string, by: -1 | 1): Edit | null {
  const [list, id] = cut(path);
  const ids = idsIn(record, list);
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return null;
  const after = by === 1 ? ids[to] : ids[to - 1];
  return { op: 'move', path, after: after ?? null };
}
