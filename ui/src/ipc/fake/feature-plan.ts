/**
 * The plan in the pretended core. `?plan=empty` and `?plan=long` open other plans than the usual
 * one, `?plan=stale` refuses the third save as stale, `?plan=full` finds the disk full.
 */
import type { PlanPage } from '../bindings';
import { refuse, type Handlers } from '../fake';
import { applyEdit, findingsOf } from './plan-edits';
import { blankPlan, longPlan, richPlan } from './plan-sample';

/** A page of a plan, as the core gives it. */
export function pageOf(scene = 'rich'): PlanPage {
  const plan = scene === 'empty' ? blankPlan() : scene === 'long' ? longPlan() : richPlan();
  return {
    band: {
      client: 'c1',
      number: 'RB-0048',
      name: 'Mari Núñez-Ibáñez',
      legal_name: 'Marisol Núñez-Ibáñez',
      pronouns: 'she/her',
      birth_date: 'Mar 14, 1992',
      age: 34,
      minor: false,
      alerts: [],
      flags: []
    },
    record: 'a'.repeat(32),
    rev: scene === 'empty' ? 0 : 7,
    plan,
    findings: findingsOf(plan),
    people: ['M. Okafor, LCSW', 'D. Reyes, LMFT', 'Dr. S. Amari, MD'],
    measures: [
      { label: 'PHQ-9 total', last: '17', on: 'Jan 12, 2027' },
      { label: 'GAD-7 total', last: '14', on: 'Jan 12, 2027' }
    ],
    added: null,
    saved_at: scene === 'empty' ? null : '2026-11-23T15:42:07Z'
  };
}

/** The plan's commands over one page that lives as long as they do. */
export function planHandlers(scene = 'rich', page: PlanPage = pageOf(scene)): Handlers {
  let saves = 0;
  return {
    open_plan: () => page,
    edit_plan: ({ rev, edits }) => {
      saves += 1;
      if (scene === 'full') refuse('disk-full');
      if (scene === 'stale' && saves === 3) page.rev += 1;
      if (rev !== page.rev) refuse('stale');
      const plan = structuredClone(page.plan);
      const added = edits.map((edit) => applyEdit(plan, edit)).find((one) => one !== null) ?? null;
      const saved_at = new Date().toISOString();
      page = { ...page, plan, added, rev: rev + 1, findings: findingsOf(plan), saved_at };
      return page;
    },
    export_plan: () => ({ file: 'Treatment plan RB-0048.pdf', pages: 3, unset: [] })
  };
}

export const handlers: Handlers = planHandlers(
  new URLSearchParams(location.search).get('plan') ?? 'rich'
);
