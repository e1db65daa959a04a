import { describe, expect, it } from 'vitest';
import { richPlan } from '../../ipc/fake/plan-sample';
import { asNew, at, cut, overlaid } from '../../lib/paths';
import { entryOf, places, titleOf } from './places';

describe('paths', () => {
  it('address entries by id, whatever their position', () => {
    const plan = richPlan();
    const [first, second] = plan.problems;
    plan.problems.reverse();
    expect(at(plan, `problems/${first?.id}/statement`)).toBe(first?.statement);
    expect(at(plan, `problems/${second?.id}/goals`)).toBe(second?.goals);
    expect(at(plan, 'discharge/criteria')).toBe('');
    expect(at(plan, 'problems/nobody/statement')).toBeUndefined();
    expect(cut('problems/1/goals')).toEqual(['problems/1', 'goals']);
  });

  it('lay unsaved values over a copy and leave the plan alone', () => {
    const plan = richPlan();
    const path = `problems/${plan.problems[0]?.id}/statement`;
    const values: [string, string][] = [
      [path, 'Low mood'],
      ['vision', 'Peace'],
      ['problems/gone/statement', 'Nowhere']
    ];
    const copy = overlaid(plan, values);
    expect(at(copy, path)).toBe('Low mood');
    expect(copy.vision).toBe('Peace');
    expect(plan.vision).not.toBe('Peace');
  });

  it('make a copy into a new entry: no ids and no progress, but the links to needs stay', () => {
    const [problem] = richPlan().problems;
    const copy = asNew(JSON.parse(JSON.stringify(problem)));
    expect(JSON.stringify(copy)).not.toContain('"id"');
    expect(JSON.stringify(copy)).not.toContain('in_progress');
    expect(at(copy, 'needs')).toEqual(problem?.needs);
  });
});

describe('places', () => {
  const plan = richPlan();
  const goal = plan.problems[0]?.goals[0];
  const objective = `problems/${plan.problems[0]?.id}/goals/${goal?.id}/objectives/${goal?.objectives[1]?.id}`;
  const row = `${objective}/interventions/${goal?.objectives[1]?.interventions[0]?.id}`;

  it('are named by their number along the thread', () => {
    expect(titleOf(plan, objective)).toBe('Objective 1.1.2');
    expect(titleOf(plan, row)).toBe('Objective 1.1.2, intervention 1');
    expect(entryOf(plan, `${row}/minutes`)).toBe(row);
    expect(entryOf(plan, `${objective}/interventions`)).toBe(objective);
    expect(entryOf(plan, 'discharge/criteria')).toBe('');
  });

  it('gather the findings of one entry', () => {
    const finding = (path: string) => ({
      rule: path,
      level: 'blocks' as const,
      path,
      message: '',
      source: ''
    });
    const found = places(plan, [
      finding(`${objective}/baseline`),
      finding(`${row}/minutes`),
      finding(`${objective}/target`)
    ]);
    expect(found.map((place) => place.findings.length)).toEqual([2, 1]);
    expect(found[0]?.words).toBe('PHQ-9 falls to 9 or less');
  });
});
