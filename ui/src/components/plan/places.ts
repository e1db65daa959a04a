/** Where things stand in a plan, in words: "Problem 1, objective 2". */
import type { Finding, Plan } from '../../ipc/bindings';
import { t } from '../../lib/messages';
import { at, cut, idsIn } from '../../lib/paths';

/** The findings of one entry. */
export interface Place {
  entry: string;
  title: string;
  /** The entry's own words, when it has any. */
  words: string;
  findings: Finding[];
}

const LISTS = {
  assessed_needs: ['plan.needs.one', 'text'],
  problems: ['plan.problem.one', 'statement'],
  goals: ['plan.goal.one', 'words'],
  objectives: ['plan.objective.one', 'text'],
  interventions: ['plan.intervention.one', 'what'],
  diagnoses: ['plan.diagnoses.one', 'name'],
  wellness: ['plan.wellness.one', 'what'],
  schedule: ['plan.week.one', 'title']
} as const;

type ListName = keyof typeof LISTS;

/** The innermost entry a path lies in; empty for the plan itself. */
export function entryOf(plan: Plan, path: string): string {
  let here = path;
  while (here !== '') {
    const [parent, last] = cut(here);
    if (isList(cut(parent)[1]) && idsIn(plan, parent).includes(last)) return here;
    here = parent;
  }
  return '';
}

/** "Objective 1.2.1" of an entry: its kind, and its number along the thread. */
export function titleOf(plan: Plan, entry: string): string {
  const steps = entry.split('/');
  const numbers: number[] = [];
  for (let step = 0; step + 1 < steps.length; step += 2) {
    const list = steps.slice(0, step + 1).join('/');
    numbers.push(idsIn(plan, list).indexOf(steps[step + 1] ?? '') + 1);
  }
  const kind = steps.at(-2) ?? '';
  if (!isList(kind)) return '';
  if (kind !== 'interventions') return t(LISTS[kind][0], { n: numbers.join('.') });
  const n = numbers.pop() ?? 0;
  return t('plan.intervention.of', { n, objective: numbers.join('.') });
}

/** An entry's own words; empty when it has none yet. */
export function wordsOf(plan: Plan, entry: string): string {
  const kind = entry.split('/').at(-2) ?? '';
  if (!isList(kind)) return '';
  const words = at(plan, `${entry}/${LISTS[kind][1]}`);
  return typeof words === 'string' ? words.trim() : '';
}

/** "Objective 1.1.2: The baseline is at the target already." */
export function named(plan: Plan, { path, message }: Finding): string {
  const entry = entryOf(plan, path);
  return entry === '' ? message : `${titleOf(plan, entry)}: ${message}`;
}

/** Findings gathered by entry, in the order of the plan. */
export function places(plan: Plan, findings: Finding[]): Place[] {
  const found = new Map<string, Place>();
  for (const finding of findings) {
    const entry = entryOf(plan, finding.path);
    const place = found.get(entry) ?? {
      entry,
      title: entry === '' ? t('plan.findings.plan') : titleOf(plan, entry),
      words: wordsOf(plan, entry),
      findings: []
    };
    place.findings.push(finding);
    found.set(entry, place);
  }
  return [...found.values()];
}

function isList(name: string): name is ListName {
  return name in LISTS;
}
