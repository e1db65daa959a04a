/** The fake clinic's own commands: set-up, sign-in and clients. */
import type {
  AppView,
  ClientPage,
  ClientRow,
  Code,
  PassphraseView,
  SectionView,
  SessionView
} from '../bindings';
import { refuse, type Handlers } from '../fake';
import { clientList, clients, matching, staff } from './people';

export const RECOVERY = '7KQ4-M2XD-9RTF-HB6W-3ZNC-P8JV-5YGA-T0EK-4R';
export const PASSPHRASE = 'warm paper boats drift';

export const session: SessionView = {
  token: 'fake',
  user: 'u1',
  name: 'M. Okafor',
  credential: 'LCSW',
  role: 'admin',
  clinical: true,
  admin: true,
  clinic: 'Riverbend clinic',
  crisis_steps: 'Stay with the person. Call 988 together, or 911 when someone is in danger.',
  crisis_no_clinician: 'Call the on-call clinician at (555) 010-9000, then 988.'
};

export function appView(scene: string, change: Partial<AppView> = {}): AppView {
  const [stage, code] = scene.split(':');
  const view: AppView = {
    stage: 'locked',
    trouble: null,
    file: 'riverbend.goldthread',
    sample: stage?.startsWith('sample') ?? false,
    has_clinic: true,
    people: staff.map(({ user, name }) => ({ user, name })),
    locked_by_itself: false,
    handed_back: null,
    restored: null,
    session: null,
    self_entry: null,
    ...change
  };
  if (stage === 'first-run') return { ...view, stage: 'first_run', has_clinic: false, people: [] };
  if (stage === 'trouble') return { ...view, stage: 'trouble', trouble: (code ?? null) as Code };
  if (stage === 'locked' || stage === 'sample-locked') return view;
  return { ...view, stage: 'open', session };
}

export const isRecovery = (code: string): boolean =>
  code.replace(/[^a-z0-9]/gi, '').toUpperCase() === RECOVERY.replaceAll('-', '');

function judged(passphrase: string): PassphraseView {
  if (passphrase.length < 15) {
    return { ok: false, reasons: [{ code: 'too_short', missing: 15 - passphrase.length }] };
  }
  return { ok: true, reasons: [] };
}

export function clinicHandlers(scene: string): Handlers {
  const rows: ClientRow[] = scene === 'empty' ? [] : [...clients];
  return {
    app_state: () => appView(scene),
    check_passphrase: ({ passphrase }) => judged(passphrase),
    prepare_clinic: () => ({ recovery_code: RECOVERY }),
    confirm_recovery: ({ code }) => (isRecovery(code) ? session : refuse('wrong-recovery-code')),
    save_recovery_sheet: () => ({
      file: 'recovery-code.pdf',
      pages: 1,
      unset: [],
      notice: '',
      locked: false
    }),
    open_sample: () => ({ ...session, clinic: 'Riverbend sample clinic' }),
    leave_sample: () => appView('first-run'),
    unlock: ({ passphrase }) => {
      if (passphrase === PASSPHRASE) return session;
      if (passphrase === 'too often') return refuse('throttled', 12);
      return refuse(passphrase === 'damaged' ? 'damaged' : 'wrong-passphrase');
    },
    unlock_with_code: ({ code }) => (isRecovery(code) ? session : refuse('wrong-recovery-code')),
    lock: () => appView('locked'),
    find_clients: (asked) => clientList(rows, asked),
    new_client: ({ answers }) => newClient(rows, answers as Answers),
    add_client: ({ answers }) => {
      const row = rowOf(answers as Answers, rows.length);
      rows.unshift(row);
      return page(row);
    },
    open_client: ({ client }) => {
      const row = rows.find((one) => one.client === client);
      return row ? page(row) : refuse('no-such-client');
    }
  };
}

type Answers = Record<string, string>;

const ASKED: [id: string, label: string, hint: string, kind: 'text' | 'date' | 'phone'][] = [
  ['legal_first', 'Legal first name', '', 'text'],
  ['legal_last', 'Legal last name', '', 'text'],
  ['name_used', 'Name used', 'If it is another one', 'text'],
  ['birth_date', 'Date of birth', 'Type it any way: 4/7/10, 04072010, 7 Apr 2010', 'date'],
  ['phone', 'Phone', '', 'phone']
];

function newClient(rows: ClientRow[], answers: Answers) {
  const name = [answers['legal_first'], answers['legal_last']].filter(Boolean).join(' ');
  const items: SectionView['items'] = ASKED.map(([id, label, hint, kind], index) => ({
    path: id,
    id,
    label,
    hint,
    kind,
    need: index < 2 ? 'required' : 'optional',
    visible: true,
    choices: [],
    states: [],
    value: answers[id] ?? null,
    state: null,
    shown: answers[id] ?? '',
    note: '',
    rows: [],
    row_label: '',
    table: false,
    heading: '',
    accepts: ''
  }));
  const issues = items
    .filter((item) => item.need === 'required' && !item.value)
    .map(({ path, label }) => ({
      path,
      level: 'missing' as const,
      message: `${label} is needed to open a record.`
    }));
  const section: SectionView = {
    form: 'client',
    record: '',
    rev: 0,
    title: 'New client',
    intro: '',
    licence: '',
    notice: '',
    advice: [],
    status: 'not_started',
    source: null,
    items,
    issues,
    scores: [],
    alerts: [],
    progress: { answered: 0, total: items.length, missing: issues.length },
    last_field: null,
    saved_at: null,
    earlier: null
  };
  return { section, duplicates: name.length > 4 ? matching(rows, name) : [] };
}

function rowOf(answers: Answers, count: number): ClientRow {
  const first = answers['name_used'] || answers['legal_first'] || '';
  return {
    client: `n${count}`,
    number: `RB-${String(54 + count).padStart(4, '0')}`,
    name: `${first} ${answers['legal_last'] ?? ''}`.trim(),
    legal_name: '',
    pronouns: '',
    birth_date: answers['birth_date'] ?? '',
    age: null,
    phones: answers['phone'] ? [answers['phone']] : [],
    stage_name: 'Intake',
    stage: 'Intake, 0 of 6 sections',
    changed_at: new Date().toISOString()
  };
}

function page(row: ClientRow): ClientPage {
  const { client, number, name, legal_name, pronouns, birth_date, age } = row;
  const minor = age !== null && age < 18;
  return {
    band: {
      client,
      number,
      name,
      legal_name,
      pronouns,
      birth_date,
      age,
      minor,
      alerts: [],
      flags: []
    },
    episode_began: 'Nov 23, 2026',
    intake: [],
    resume: null,
    first_screen: { form: 'asq', title: 'ASQ', given: '' },
    forms: [],
    forms_note: '',
    screenings: [],
    suitability: null,
    plan: null,
    clinical: true
  };
}
