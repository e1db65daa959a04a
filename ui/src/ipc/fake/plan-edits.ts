/** A pretended core's way of editing records with lists: enough of it to work with on screen. */
import { at, cut } from '../../lib/paths';
import type { Edit, Finding, JsonValue, Plan } from '../bindings';
import { refuse } from '../fake';

type Entry = { [key: string]: JsonValue };

const LINE: Entry = {
  text: '',
  name: '',
  phone: '',
  client_wording: { text: '', by: null, name: '' }
};

const EMPTY: { [list: string]: Entry } = {
  assessed_needs: { text: '', source: '', disposition: 'open', disposition_note: '' },
  problems: { statement: '', evidence: '', needs: [], goals: [] },
  goals: { words: '', clinical: '', objectives: [] },
  objectives: {
    text: '',
    measure: '',
    baseline: '',
    target: '',
    target_date: '',
    status: 'not_started',
    interventions: []
  },
  interventions: {
    modality: null,
    what: '',
    minutes: '',
    times_a_week: '',
    weeks: '',
    responsible: ''
  },
  schedule: {
    offering: null,
    meeting: null,
    title: '',
    service: null,
    day: null,
    start: '',
    minutes: '',
    place: 'on_site',
    staff: '',
    interventions: []
  },
  meetings: { day: null, start: '', minutes: '', retired: false },
  warning_signs: LINE,
  own_steps: LINE,
  distractions: LINE,
  helpers: LINE,
  professionals: LINE,
  safer_space: LINE
};

let made = 0;

/** Makes one edit in place; the id of what was added, else null. */
export function applyEdit(record: object, edit: Edit): string | null {
  switch (edit.op) {
    case 'set':
      return put(record, edit.path, edit.value);
    case 'add':
      return add(record, edit.list, edit.after, edit.value);
    case 'remove': {
      const [entries, place] = entryAt(record, edit.path);
      entries.splice(place, 1);
      if ('assessed_needs' in record) dropLinks(record as Plan);
      return null;
    }
    case 'move': {
      const [entries, place] = entryAt(record, edit.path);
      const [moved] = entries.splice(place, 1);
      const after = entries.findIndex((entry) => entry['id'] === edit.after);
      if (moved) entries.splice(edit.after === null ? 0 : after + 1, 0, moved);
      return null;
    }
  }
}

function put(record: object, path: string, value: JsonValue): null {
  const [parent, name] = cut(path);
  const holder = (parent === '' ? record : at(record, parent)) as Entry | undefined;
  if (!holder || !(name in holder)) refuse('bad-request');
  if (typeof value === 'string' && value.length > 20_000) refuse('too-long');
  holder[name] = typeof value === 'string' ? settled(name, value) : value;
  return null;
}

/** Numbers and dates that can be read become values; anything else stays as typed. */
function settled(name: string, text: string): JsonValue {
  const number = ['minutes', 'times_a_week', 'weeks'].includes(name);
  if (number && /^\s*\d+(\.\d+)?\s*$/.test(text)) return Number(text);
  const date = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})$/.exec(text.trim());
  if (!['target_date', 'reviewed_on', 'on', 'next_on'].includes(name) || !date) return text;
  const [, month = '', day = '', year = ''] = date;
  return `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function add(record: object, list: string, after: string | null, value: JsonValue | null): string {
  const entries = at(record, list) as Entry[] | undefined;
  if (!entries) refuse('bad-request');
  const name = cut(list)[1];
  const given = value && typeof value === 'object' && !Array.isArray(value) ? (value as Entry) : {};
  const entry = keyed(name, { ...structuredClone(EMPTY[name] ?? {}), ...given });
  const place = entries.findIndex((one) => one['id'] === after);
  entries.splice(after === null ? entries.length : place + 1, 0, entry);
  return String(entry['id']);
}

/** An entry and all in it, each with its own id. */
function keyed(list: string, entry: Entry): Entry {
  entry['id'] ??= (++made).toString(16).padStart(32, 'f');
  const inner = { problems: 'goals', goals: 'objectives', objectives: 'interventions' }[list];
  if (inner) (entry[inner] as Entry[]).forEach((one) => keyed(inner, fill(inner, one)));
  return entry;
}

function fill(list: string, entry: Entry): Entry {
  return Object.assign(entry, { ...structuredClone(EMPTY[list]), ...entry });
}

function entryAt(record: object, path: string): [Entry[], number] {
  const [list, id] = cut(path);
  const entries = at(record, list) as Entry[] | undefined;
  const place = entries?.findIndex((entry) => entry['id'] === id) ?? -1;
  if (!entries || place < 0) refuse('bad-request');
  return [entries, place];
}

function dropLinks(plan: Plan): void {
  const needs = plan.assessed_needs.map((need) => need.id);
  for (const problem of plan.problems) {
    problem.needs = problem.needs.filter((need) => needs.includes(need));
  }
}

/** A few of the core's findings. */
export function findingsOf(plan: Plan): Finding[] {
  const found: Finding[] = [];
  const say = (rule: string, path: string, message: string, level: Finding['level'] = 'blocks') =>
    found.push({ rule, level, path, message, source: 'IOP core' });
  const linked = plan.problems.flatMap((problem) => problem.needs);
  if (plan.problems.length === 0) {
    say('plan-has-problem', 'problems', 'The plan names no problem yet.');
  }
  for (const need of plan.assessed_needs) {
    if (need.disposition === 'open' && !linked.includes(need.id ?? '')) {
      const words =
        'A need has no answer: link it to a problem, defer it with a reason, or refer it.';
      say('need-disposed', `assessed_needs/${need.id}/disposition`, words);
    }
  }
  for (const problem of plan.problems) {
    const here = `problems/${problem.id}`;
    if (!problem.goals.length) say('problem-has-goal', `${here}/goals`, 'A problem has no goal.');
    for (const goal of problem.goals) {
      const path = `${here}/goals/${goal.id}`;
      if (!goal.clinical) {
        say('goal-clinical', `${path}/clinical`, 'A goal has no clinical goal.', 'warns');
      }
      for (const objective of goal.objectives) {
        const step = `${path}/objectives/${objective.id}`;
        if (!objective.baseline) {
          say('objective-baseline', `${step}/baseline`, 'An objective has no baseline.');
        }
        unreadable(`${step}/target_date`, objective.target_date, /^(\d{4}-\d\d-\d\d)?$/);
        if (!objective.interventions.length) {
          const words = 'An objective has no intervention.';
          say('objective-has-intervention', `${step}/interventions`, words);
        }
        for (const one of objective.interventions) {
          for (const field of ['minutes', 'times_a_week', 'weeks'] as const) {
            unreadable(`${step}/interventions/${one.id}/${field}`, one[field], /^[\d.]*$/);
          }
        }
      }
    }
  }
  return found;

  function unreadable(path: string, value: string | number, form: RegExp) {
    if (form.test(String(value))) return;
    const words = 'This could not be read as a number or a date; it is kept as typed.';
    say('entered-readable', path, words);
  }
}
