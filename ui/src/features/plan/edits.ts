/** Edits of a plan: what makes a copy, moves an entry, or brings a removed one back whole. */

import { asNew, at, cut, idsIn } from '../../components/plan/paths';
import type { Step } from '../../components/plan/editing';
import type { Edit, JsonValue, Plan } from '../../ipc/bindings';

/** An entry that was taken out: all that is needed to bring it back whole, in its place. */
export interface Removed {
  list: string;
  id: string;
  value: JsonValue;
  /** Ids of the entries before it, nearest first. */
  before: string[];
  /** Id of the entry behind it, or of the one before it; empty when it stood alone. */
  next: string;
  /** Ids of the problems that linked it, when it was a need. */
  linkedBy: string[];
}

/** What is about to be lost when the entry at `path` is removed. */
export function removed(plan: Plan, path: string): Removed | null {
  const value = at(plan, path);
  if (value === undefined) return null;
  const [list, id] = cut(path);
  const ids = idsIn(plan, list);
  const linking = plan.problems.filter((problem) => problem.needs.includes(id));
  const linkedBy = linking.map((problem) => problem.id ?? '');
  const place = ids.indexOf(id);
  const next = ids[place + 1] ?? ids[place - 1] ?? '';
  return { list, id, value, before: ids.slice(0, place).reverse(), next, linkedBy };
}

/** The edits that bring a removed entry back into the plan as it stands now. */
export function bringBack(plan: Plan, gone: Removed): Edit[] {
  const { list, id, value } = gone;
  const present = new Set(idsIn(plan, list));
  const after = gone.before.find((other) => present.has(other)) ?? null;
  const edits: Edit[] = [{ op: 'add', list, after, value }];
  if (after === null) edits.push({ op: 'move', path: `${list}/${id}`, after: null });
  for (const problem of plan.problems) {
    if (!gone.linkedBy.includes(problem.id ?? '')) continue;
    const needs = [...problem.needs.filter((need) => need !== id), id];
    edits.push({ op: 'set', path: `problems/${problem.id}/needs`, value: needs });
  }
  return edits;
}

/** The edit that makes a copy of an entry, right behind it. */
export function duplicated(plan: Plan, path: string): Edit | null {
  const value = at(plan, path);
  if (value === undefined) return null;
  const [list, after] = cut(path);
  return { op: 'add', list, after, value: asNew(value) };
}

/** The edit that moves an entry one place; null at the end of the list. */
export function shifted(plan: Plan, path: string, by: Step): Edit | null {
  const [list, id] = cut(path);
  const ids = idsIn(plan, list);
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return null;
  const after = by === 1 ? ids[to] : ids[to - 1];
  return { op: 'move', path, after: after ?? null };
}
