/** Edits of a plan: what makes a copy of an entry, or brings a removed one back with its links. */
import { putBack, type Taken } from '../../lib/list-edits';
import { asNew, at, cut } from '../../lib/paths';
import type { Edit, JsonValue, Plan } from '../../ipc/bindings';

/** An entry that was taken out of a plan. */
export interface Removed extends Taken {
  /** Ids of the problems that linked it, when it was a need. */
  linkedBy: string[];
  /** What each session carried of it, by the session's id: its interventions, or itself. */
  carriedBy: Record<string, string[]>;
}

/** A removed entry with what linked it; the plan is the one before it was removed. */
export function withLinks(plan: Plan, gone: Taken): Removed {
  const linking = plan.problems.filter((problem) => problem.needs.includes(gone.id));
  const inside = new Set([gone.id, ...idsWithin(gone.value)]);
  const carriedBy: Record<string, string[]> = {};
  for (const { id, interventions } of plan.schedule) {
    const carried = interventions.filter((one) => inside.has(one));
    if (id && carried.length > 0) carriedBy[id] = carried;
  }
  return { ...gone, linkedBy: linking.map((problem) => problem.id ?? ''), carriedBy };
}

/** Ids of everything inside an entry. */
function idsWithin(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap(idsWithin);
  if (value === null || typeof value !== 'object') return [];
  const own = typeof value['id'] === 'string' ? [value['id']] : [];
  return [...own, ...Object.values(value).flatMap((part) => idsWithin(part ?? null))];
}

/** The edits that bring a removed entry back into the plan as it stands now. */
export function bringBack(plan: Plan, gone: Removed): Edit[] {
  const edits = putBack(plan, gone);
  for (const problem of plan.problems) {
    if (!gone.linkedBy.includes(problem.id ?? '')) continue;
    const needs = [...problem.needs.filter((need) => need !== gone.id), gone.id];
    edits.push({ op: 'set', path: `problems/${problem.id}/needs`, value: needs });
  }
  for (const { id, interventions } of plan.schedule) {
    const carried = gone.carriedBy[id ?? ''];
    if (!carried) continue;
    const others = interventions.filter((one) => !carried.includes(one));
    edits.push({ op: 'set', path: `schedule/${id}/interventions`, value: [...others, ...carried] });
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
