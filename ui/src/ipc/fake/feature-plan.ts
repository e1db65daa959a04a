/**
 * The plan in the pretended core. `?plan=empty` and `?plan=long` open other plans than the usual
 * one, `?plan=week` has sessions on its week, `?plan=ready` can be sealed, `?plan=sealed` is sealed,
 * `?plan=amended` amends a sealed version, `?plan=stale` refuses the third save as stale,
 * `?plan=full` finds the disk full.
 */
import type { EditPlan, MeasureView, Plan, PlanPage } from '../bindings';
import { libraryView } from './library-sample';
import { draftParts } from './plan-parts';
import { refuse, type Handlers } from '../fake';
import { applyEdit, findingsOf } from './plan-edits';
import { withWeek } from './week-sample';
import { blankPlan, longPlan, readyPlan, richPlan } from './plan-sample';
import { sealingHandlers } from './plan-sealing';
import { amendedPage, FIRST, sealedPage, version } from './sealing-sample';

const measure = (label: string, instrument: string, last: string): MeasureView => ({
  label,
  instrument,
  last,
  on: 'Jan 12, 2027',
  direction: 'at_most'
});

/** A page of a plan, as the core gives it. */
export function pageOf(scene = 'rich'): PlanPage {
  const page = pageWithout(scene);
  if (scene === 'week') return withWeek(page);
  if (scene !== 'sealed' && scene !== 'amended') return page;
  const first = { ...page, record: FIRST, versions: [version(FIRST, 1, 'draft', '')] };
  const why = page.findings.map(({ rule, path }) => ({ rule, path, reason: 'Set next week.' }));
  const sealed = sealedPage(first, why);
  return scene === 'sealed' ? sealed : amendedPage(sealed);
}

function planOf(scene: string): Plan {
  if (scene === 'empty') return blankPlan();
  if (scene === 'long') return longPlan();
  return ['ready', 'sealed', 'amended'].includes(scene) ? readyPlan() : richPlan();
}

function pageWithout(scene: string): PlanPage {
  const plan = planOf(scene);
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
    ...draftParts('a'.repeat(32)),
    plan,
    findings: findingsOf(plan),
    people: ['M. Okafor, LCSW', 'D. Reyes, LMFT', 'Dr. S. Amari, MD'],
    measures: [
      measure('PHQ-9 total', 'phq-9/total', '17'),
      measure('GAD-7 total', 'gad-7/total', '14')
    ],
    added: null,
    saved_at: scene === 'empty' ? null : '2026-11-23T15:42:07Z'
  };
}

/** The plan's commands over one page that lives as long as they do. */
export function planHandlers(scene = 'rich', first: PlanPage = pageOf(scene)): Handlers {
  const now = { page: first };
  let saves = 0;
  const edited = ({ rev, edits }: EditPlan): PlanPage => {
    const { page } = now;
    saves += 1;
    if (scene === 'full') refuse('disk-full');
    if (scene === 'stale' && saves === 3) page.rev += 1;
    if (rev !== page.rev) refuse('stale');
    const plan = structuredClone(page.plan);
    const added = edits.map((edit) => applyEdit(plan, edit)).find((one) => one !== null) ?? null;
    const saved_at = new Date().toISOString();
    now.page = { ...page, plan, added, rev: rev + 1, findings: findingsOf(plan), saved_at };
    return now.page;
  };
  return {
    ...sealingHandlers(now),
    open_plan: () => ({ ...now.page, added: null }),
    edit_plan: edited,
    keep_plan: (request) => {
      const { rev, saved_at } = edited(request);
      return { rev, saved_at };
    },
    open_library: libraryView,
    export_plan: () => ({
      file: 'Treatment plan RB-0048.pdf',
      pages: 3,
      unset: [],
      notice: '',
      locked: false
    }),
    export_client_copy: () => ({
      file: 'Plan RB-0048 for the client.pdf',
      pages: 4,
      unset: [],
      notice: '',
      locked: false
    }),
    export_plan_version: () => ({
      file: 'Treatment plan RB-0048.pdf',
      pages: 3,
      unset: [],
      notice: '',
      locked: false
    })
  };
}

export const handlers: Handlers = planHandlers(
  new URLSearchParams(location.search).get('plan') ?? 'rich'
);
