import { describe, expect, it } from 'vitest';
import type { Edit, Plan } from '../../ipc/bindings';
import { applyEdit } from '../../ipc/fake/plan-edits';
import { longPlan, richPlan } from '../../ipc/fake/plan-sample';
import { shifted, taken } from '../../lib/list-edits';
import { bringBack, duplicated, withLinks } from './edits';

function after(plan: Plan, ...edits: (Edit | null)[]): Plan {
  const copy = structuredClone(plan);
  edits.forEach((edit) => edit && applyEdit(copy, edit));
  return copy;
}

function undone(plan: Plan, path: string): Plan {
  const gone = removed(plan, path);
  if (!gone) throw new Error('nothing there');
  const without = after(plan, { op: 'remove', path });
  return after(without, ...bringBack(without, gone));
}

const removed = (from: Plan, path: string) => {
  const gone = taken(from, path);
  return gone && withLinks(from, gone);
};

describe('undo of a removal', () => {
  it('brings an entry back whole, at the head, in the middle and at the end', () => {
    const plan = longPlan();
    for (const problem of plan.problems) {
      expect(undone(plan, `problems/${problem.id}`)).toEqual(plan);
    }
  });

  it('brings a need back with the problems that linked it', () => {
    const plan = richPlan();
    const [mood] = plan.assessed_needs;
    const back = undone(plan, `assessed_needs/${mood?.id}`);
    expect(back.assessed_needs).toEqual(plan.assessed_needs);
    expect(back.problems.map((problem) => [...problem.needs].sort())).toEqual(
      plan.problems.map((problem) => [...problem.needs].sort())
    );
  });

  it('brings interventions back with the sessions that carried them', () => {
    const plan = richPlan();
    const [problem] = plan.problems;
    const [first, second] = problem!.goals[0]!.objectives[0]!.interventions.map((one) => one.id!);
    const blank = { title: '', staff: '', place: 'on_site', start: '', minutes: '' };
    plan.schedule = [
      { ...blank, id: 's1', interventions: [second!, 'other', first!] },
      { ...blank, id: 's2', interventions: [] }
    ] as unknown as Plan['schedule'];
    const path = `problems/${problem!.id}`;
    const gone = removed(plan, path)!;
    const without = after(plan, { op: 'remove', path });
    // The core takes out links to what is not there any more.
    without.schedule.forEach(
      (one) => (one.interventions = one === without.schedule[0] ? ['other'] : [])
    );
    const back = after(without, ...bringBack(without, gone));
    expect([...back.schedule[0]!.interventions].sort()).toEqual([first, second, 'other'].sort());
  });

  it('finds a place when the entry before it has gone meanwhile', () => {
    const plan = longPlan();
    const [, second, third] = plan.problems;
    const gone = removed(plan, `problems/${third?.id}`);
    const rest = after(
      plan,
      { op: 'remove', path: `problems/${third?.id}` },
      { op: 'remove', path: `problems/${second?.id}` }
    );
    const back = gone && after(rest, ...bringBack(rest, gone));
    expect(back?.problems.map((problem) => problem.id)).toEqual(
      plan.problems.filter((problem) => problem !== second).map((problem) => problem.id)
    );
  });
});

describe('moving and copying', () => {
  it('steps one place and stops at the ends', () => {
    const plan = richPlan();
    const [first, second] = plan.problems.map((problem) => problem.id);
    const order = (edit: Edit | null) => after(plan, edit).problems.map((problem) => problem.id);
    expect(order(shifted(plan, `problems/${first}`, 1))).toEqual([second, first]);
    expect(order(shifted(plan, `problems/${second}`, -1))).toEqual([second, first]);
    expect(shifted(plan, `problems/${first}`, -1)).toBeNull();
    expect(shifted(plan, `problems/${second}`, 1)).toBeNull();
  });

  it('puts a copy behind its original, with ids of its own throughout', () => {
    const plan = richPlan();
    const [first, second] = plan.problems;
    const copied = after(plan, duplicated(plan, `problems/${first?.id}`)).problems;
    expect(copied.map((problem) => problem.statement)).toEqual([
      first?.statement,
      first?.statement,
      second?.statement
    ]);
    const ids = JSON.stringify(copied).match(/"id":"[^"]+"/g) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
