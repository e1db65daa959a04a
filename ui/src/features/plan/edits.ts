/** Edits of a plan: what makes a copy of an entry, or brings a removed one back with its links. */
import { putBack, type Taken } from '../../lib/list-edits';
import { asNew, at, cut } from '../../lib/paths';
import type { Edit, Plan } from '../../ipc/bindings';

/** An entry that was taken out of a plan. */
export interface Removed extends Taken {
  /** Ids of the problems that linked it, when it was a need. */
  linkedBy: string[];
}

/** A removed entry with the problems that linked it. */
export function withLinks(plan: Plan, gone: Taken): Removed {
  const linking = plan.problems.filter((problem) => problem.needs.includes(gone.id));
  return { ...gone, linkedBy: linking.map((problem) => problem.id ?? '') };
}

/** The edits that bring a removed entry back into the plan as it stands now. */
export function bringBack(plan: Plan, gone: Removed): Edit[] {
  const edits = putBack(plan, gone);
  for (const problem of plan.problems) {
    if (!gone.linkedBy.includes(problem.id ?? '')) continue;
    const needs = [...problem.needs.filter((need) => need !== gone.id), gone.id];
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
