/**
 * Intake and screenings in the pretended core. `?forms=full` finds the disk full after the second
 * save, `?forms=stale` refuses the third as stale, `?forms=desk` is front desk without the
 * clinical key, `?forms=slow` answers after a second.
 */
import type {
  AlertView,
  ClientPage,
  FormChoice,
  IssueView,
  ItemView,
  JsonValue,
  RailItem,
  RowView,
  ScoreView,
  SectionView
} from '../bindings';
import { refuse, type Handlers } from '../fake';
import { stateOf } from '../../lib/answering';
import * as sample from './form-sample';
import { flagOf } from './flags';
import { clients } from './people';

const TITLES: { [form: string]: [title: string, intro: string, items: () => ItemView[]] } = {
  referral: ['Referral', 'Who sent them, and when.', sample.referral],
  identity: ['Identity', 'As on the insurance card, then the name they use.', sample.identity],
  contact: ['Contact', 'How to reach them, and what is all right to leave.', sample.contact],
  guardian: ['Guardian', 'Who decides with them.', sample.guardian],
  concern: ['Presenting concern', 'In their words first.', sample.concern],
  emergency: ['Emergency contact', 'One person, or that there is none.', sample.emergency],
  coverage: ['Coverage', 'Who pays, as on the card.', sample.coverage],
  consents: ['Acknowledgements and consents', 'What was signed, and when.', sample.consents],
  language: ['Language and access', 'What makes this place easy to use.', sample.language],
  availability: [
    'Availability',
    'The hours a person can come in a usual week.',
    sample.availability
  ],
  medicines: ['Medicines and allergies', 'What is taken, and how it is going.', sample.medicines],
  'phq-9': [
    'Patient Health Questionnaire-9',
    'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
    sample.phq9
  ]
};
const SECTIONS = ['referral', 'identity', 'contact', 'guardian', 'concern'];
/** What a person looking at it in a browser is shown. */
const EVERY = [
  'referral',
  'identity',
  'contact',
  'language',
  'guardian',
  'emergency',
  'coverage',
  'availability',
  'consents',
  'concern',
  'medicines'
];
const TODAY = ['identity', 'contact', 'emergency', 'coverage', 'consents'];
const CLINICAL = ['concern', 'medicines'];
export const CHOICES: FormChoice[] = [
  { form: 'phq-9', title: 'PHQ-9', self_entry: true, due: 'Not given yet' },
  { form: 'asq', title: 'ASQ', self_entry: false, due: 'Not given yet' },
  { form: 'osss-3', title: 'OSSS-3', self_entry: true, due: '' }
];
const LICENCE =
  'Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.';

function all(items: ItemView[]): ItemView[] {
  return items.flatMap((item) => [item, ...item.rows.flatMap((row) => row.items)]);
}

function answered(item: ItemView): boolean {
  return item.value !== null || item.state !== null || item.rows.length > 0;
}

function issueOf(item: ItemView): IssueView[] {
  const { path, label } = item;
  if (item.kind === 'date' && item.value !== null && item.shown === '') {
    return [{ path, level: 'invalid', message: `${label}: this is not a date that can be read.` }];
  }
  if (item.need === 'required' && !answered(item)) {
    return [{ path, level: 'missing', message: `${label} is missing.` }];
  }
  return [];
}

function scored(view: SectionView): { scores: ScoreView[]; alerts: AlertView[] } {
  if (view.form !== 'phq-9') return { scores: [], alerts: [] };
  const points = view.items.slice(0, 9).map((item) => item.value as number | null);
  const full = points.every((one) => one !== null);
  const total = points.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const severity = Math.min(4, Math.floor(total / 5));
  const label = ['None–minimal', 'Mild', 'Moderate', 'Moderately severe', 'Severe'][severity] ?? '';
  const alerts: AlertView[] = [];
  if (points[8]) {
    const message =
      'Item 9 (thoughts of being better off dead or of self-harm) was endorsed: complete a suicide-risk screen now, before the client leaves.';
    alerts.push({ id: 'phq9-item9-high', level: points[8] > 1 ? 'critical' : 'high', message });
  }
  const band = full ? { code: label, label, severity } : null;
  const value = full ? total : null;
  return { alerts, scores: [{ id: 'total', label: 'PHQ-9 total', value, max: 27, band }] };
}

/** What a session without the clinical key may see of an evaluation. */
function handedOver({ alerts }: { alerts: AlertView[] }): ReturnType<typeof scored> {
  const message = 'Tell a clinician now, before the person leaves. Stay with them until then.';
  const needed: AlertView = { id: 'clinician_needed', level: 'critical', message };
  return { scores: [], alerts: alerts.length > 0 ? [needed] : [] };
}

function evaluated(view: SectionView, desk: boolean): SectionView {
  const items = all(view.items).filter((item) => item.visible);
  const issues = items.flatMap(issueOf);
  const count = view.items.filter(answered).length;
  const progress = { answered: count, total: view.items.length, missing: issues.length };
  const found = scored(view);
  return { ...view, ...(desk ? handedOver(found) : found), issues, progress };
}

function show(item: ItemView, value: JsonValue): void {
  item.state = stateOf(value);
  item.value = item.state ? null : value;
  item.shown = typeof value === 'string' ? value : '';
  if (item.kind === 'week' && Array.isArray(value)) item.shown = value.join('; ');
  item.note = '';
  if (item.kind !== 'date' || typeof value !== 'string') return;
  const time = new Date(
    /^\d{8}$/.test(value) ? value.replace(/(..)(..)(....)/, '$1/$2/$3') : value
  );
  if (Number.isNaN(time.getTime())) {
    item.shown = '';
    return;
  }
  item.value = time.toISOString().slice(0, 10);
  item.shown = time.toLocaleDateString('en-US', {
    month: 'short',
    day: 'numeric',
    year: 'numeric'
  });
  const age = 2026 - time.getFullYear();
  if (item.id === 'birth_date') {
    item.note = age < 18 ? `${age} years old. Guardian section added.` : `${age} years old`;
  }
}

function rowOf(path: string, answer: JsonValue): RowView {
  const { id, ...cells } = answer as { id: string; [item: string]: JsonValue };
  const items = sample.rowItems(path, id);
  for (const item of items) show(item, cells[item.id] ?? null);
  return { id, items };
}

/** The forms' commands over answers that live as long as they do. */
export function formHandlers(scene = '', sections = SECTIONS): Handlers {
  const views = new Map<string, SectionView>();
  let saves = 0;
  let rows = 0;

  function opened(client: string, form: string, record = `${client}-${form}`): SectionView {
    const known = views.get(record);
    if (known) return known;
    const [title, intro, items] = TITLES[form] ?? refuse('no-such-form');
    const blank: SectionView = {
      form,
      record,
      rev: 0,
      title,
      intro,
      licence: form === 'phq-9' ? LICENCE : '',
      notice: '',
      advice:
        form === 'phq-9' ? ['Ask about the last two weeks, and read the words as they stand.'] : [],
      status: 'not_started',
      source: null,
      items: items(),
      issues: [],
      scores: [],
      alerts: [],
      progress: { answered: 0, total: 0, missing: 0 },
      last_field: null,
      saved_at: null,
      earlier: null
    };
    const view = evaluated(blank, scene === 'desk');
    views.set(record, view);
    return view;
  }

  async function change(record: string, rev: number, act: (view: SectionView) => void) {
    if (scene === 'slow') await new Promise((done) => setTimeout(done, 1000));
    saves += 1;
    const view = structuredClone(views.get(record) ?? refuse('no-such-record'));
    if (scene === 'full' && saves > 2) refuse('disk-full');
    if (scene === 'stale' && saves === 3) view.rev += 1;
    if (rev !== view.rev) {
      views.set(record, view);
      refuse('stale');
    }
    act(view);
    const saved = { ...view, rev: rev + 1, saved_at: new Date().toISOString() };
    const next = evaluated(saved, scene === 'desk');
    views.set(record, next);
    return next;
  }

  function rail(client: string, minor: boolean): RailItem[] {
    return sections.map((form) => {
      const { title, status, progress } = opened(client, form);
      const applies = form !== 'guardian' || minor;
      const open = scene !== 'desk' || !CLINICAL.includes(form);
      const start_today = TODAY.includes(form) && sections !== SECTIONS;
      return { form, title, status, ...progress, applies, open, start_today };
    });
  }

  function page(client: string): ClientPage {
    const row = clients.find((one) => one.client === client) ?? refuse('no-such-client');
    const { number, name, legal_name, pronouns, birth_date, age } = row;
    const minor = age !== null && age < 18;
    const given = [...views.values()].filter((one) => one.form === 'phq-9' && one.rev > 0);
    const needed = given.some((one) => one.alerts.length > 0);
    const alerts = needed && scene !== 'desk' ? ['Clinician needed'] : [];
    const flags = needed ? [flagOf('f9', false)] : [];
    return {
      band: { client, number, name, legal_name, pronouns, birth_date, age, minor, alerts, flags },
      episode_began: 'Nov 23, 2026',
      intake: rail(client, minor),
      resume: null,
      first_screen: { form: 'asq', title: 'ASQ', given: '' },
      forms: CHOICES,
      forms_note: minor
        ? 'No screen for substance use comes with Goldthread for people under 18. Ask the history in the intake; the clinic can add a pack.'
        : '',
      screenings: (scene === 'desk' ? [] : given).map(
        ({ record, form, status, scores, saved_at }) => ({
          record,
          form,
          title: 'PHQ-9',
          at: saved_at ?? '',
          status,
          score: String(scores[0]?.value ?? ''),
          band: scores[0]?.band ?? null
        })
      ),
      suitability: null,
      plan:
        client === 'c1'
          ? {
              changed_at: '2026-11-20T15:42:07Z',
              problems: 2,
              objectives: 5,
              open_findings: 1,
              standing: 'Draft, not sealed'
            }
          : null,
      clinical: scene !== 'desk'
    };
  }

  return {
    open_client: ({ client }) => page(client),
    open_section: ({ client, form }) => opened(client, form),
    start_screening: ({ client, form }) => opened(client, form, `${client}-${form}-${++rows}`),
    open_response: ({ record }) => views.get(record) ?? refuse('no-such-record'),
    answer_item: ({ record, rev, path, value }) =>
      change(record, rev, (view) => {
        const item = all(view.items).find((one) => one.path === path) ?? refuse('bad-value');
        if (item.kind === 'group' && Array.isArray(value))
          item.rows = value.map((row) => rowOf(path, row));
        else show(item, value);
        view.last_field = path;
        if (view.status === 'not_started') view.status = 'in_progress';
      }),
    change_rows: ({ record, rev, path, row, after }) =>
      change(record, rev, (view) => {
        const group = view.items.find((one) => one.path === path) ?? refuse('bad-value');
        const known = group.rows.find((one) => one.id === row);
        group.rows = group.rows.filter((one) => one !== known);
        if (row === null) {
          const id = `r${++rows}`;
          group.rows.push({ id, items: sample.rowItems(path, id) });
        } else if (after !== null && known) {
          group.rows.splice(group.rows.findIndex((one) => one.id === after) + 1, 0, known);
        }
      }),
    mark_section: ({ record, rev, status, source }) =>
      change(record, rev, (view) => {
        view.status = status ?? view.status;
        view.source = source ?? view.source;
      })
  };
}

export const handlers: Handlers = formHandlers(
  new URLSearchParams(location.search).get('forms') ?? '',
  EVERY
);
