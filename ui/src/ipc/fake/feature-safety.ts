/**
 * The safety plan in the pretended core. `?safety=empty` is blank, `?safety=es` is for a client
 * who reads Spanish, `?safety=stale` refuses the third save as stale.
 */
import type {
  Lack,
  PartView,
  SafetyPage,
  SafetyPlan,
  SafetyPlanEntry,
  SafetyPlanPart
} from '../bindings';
import { refuse, type Handlers } from '../fake';
import { mari } from './band';
import { applyEdit } from './plan-edits';

const PARTS: [path: SafetyPlanPart, heading: string, lack: string][] = [
  ['warning_signs', 'Warning signs', 'No warning signs are written down yet.'],
  [
    'own_steps',
    'What I can do myself',
    'Nothing the person can do on their own is written down yet.'
  ],
  [
    'distractions',
    'People and places that distract me',
    'No people or places that distract are named yet.'
  ],
  ['helpers', 'People I can ask for help', 'Nobody the person can ask for help is named yet.'],
  [
    'professionals',
    'Professionals and crisis lines',
    'No professional or local crisis line stands beside 988 yet.'
  ],
  [
    'safer_space',
    'Making my space safer',
    'Nothing about making the space safer is written down yet.'
  ]
];
const NAMES: SafetyPlanPart[] = ['helpers', 'professionals'];

let made = 0;
function line(text: string, name = '', phone = '', client = ''): SafetyPlanEntry {
  const wording = client
    ? { text: client, by: 'interpreter' as const, name: 'ID 4471' }
    : { text: '', by: null, name: '' };
  return {
    id: (++made).toString(16).padStart(32, '5'),
    text,
    name,
    phone,
    client_wording: wording
  };
}

export function blankSafetyPlan(): SafetyPlan {
  return {
    language: '',
    linked_alert: null,
    warning_signs: [],
    own_steps: [],
    distractions: [],
    helpers: [],
    professionals: [],
    safer_space: [],
    reviewed_with: '',
    reviewed_on: ''
  };
}

function richSafetyPlan(): SafetyPlan {
  return {
    ...blankSafetyPlan(),
    linked_alert: '7'.repeat(32),
    warning_signs: [
      line('I stop answering the phone', '', '', 'Dejo de contestar el teléfono'),
      line('I lie awake past three and count what went wrong')
    ],
    own_steps: [
      line('Walk to the river and back, with the dog', '', '', 'Caminar al río con el perro'),
      line('Put on the song from my brother’s wedding'),
      line('Cold water on my face, then tea')
    ],
    distractions: [line('The library on Fourth Street, open until eight')],
    helpers: [line('Comes over, no questions', 'Rosa, my sister', '(555) 010-4472'), line('', '')],
    professionals: [line('My therapist, weekdays', 'M. Okafor, LCSW', '(555) 010-9000')],
    safer_space: [],
    reviewed_with: 'M. Okafor, LCSW, and Rosa',
    reviewed_on: '2026-11-20'
  };
}

function lacks(plan: SafetyPlan, translated: boolean): Lack[] {
  const found: Lack[] = [];
  for (const [part, , message] of PARTS) {
    if (plan[part].length === 0) found.push({ path: part, message });
    for (const entry of plan[part]) {
      const path = `${part}/${entry.id}`;
      if (![entry.text, entry.name, entry.phone].some(Boolean)) {
        found.push({ path: `${path}/text`, message: 'A line has no words yet.' });
      } else if (NAMES.includes(part) && !entry.phone) {
        const message = 'Somebody to turn to has no phone number yet.';
        found.push({ path: `${path}/phone`, message });
      }
      if (translated && entry.text && !entry.client_wording.text) {
        const message = "A line is not in the client's language yet.";
        found.push({ path: `${path}/client_wording/text`, message });
      }
    }
  }
  if (!plan.reviewed_with) {
    const message = 'It does not say who went through it with the person.';
    found.push({ path: 'reviewed_with', message });
  }
  if (!plan.reviewed_on) {
    found.push({ path: 'reviewed_on', message: 'It does not say when that was.' });
  } else if (!/^\d{4}-\d\d-\d\d$/.test(plan.reviewed_on)) {
    const message = 'The date could not be read; it is kept as typed.';
    found.push({ path: 'reviewed_on', message });
  }
  return found;
}

/** A page of a safety plan, as the core gives it. */
export function safetyPage(scene = '', plan?: SafetyPlan): SafetyPage {
  const made = plan ?? (scene === 'empty' ? blankSafetyPlan() : richSafetyPlan());
  if (scene === 'es' && !plan) made.language = 'es';
  const translated = !['', 'en'].includes(made.language);
  return {
    band: mari,
    record: 'c'.repeat(32),
    rev: scene === 'empty' ? 0 : 4,
    plan: made,
    parts: PARTS.map(([path, heading]): PartView => {
      return { path, heading, names_people: NAMES.includes(path) };
    }),
    crisis_line: {
      name: '988 Suicide & Crisis Lifeline',
      phone: '988',
      how: 'Call or text 988, any time. Veterans press 1; for Spanish press 2.'
    },
    translated,
    lacks: lacks(made, translated),
    alerts: [{ record: '7'.repeat(32), label: 'PHQ-9, Nov 23, 2026' }],
    added: null,
    saved_at: scene === 'empty' ? null : '2026-11-23T15:42:07Z'
  };
}

/** The safety plan's commands over one page that lives as long as they do. */
export function safetyHandlers(scene = '', page = safetyPage(scene)): Handlers {
  let saves = 0;
  return {
    open_safety_plan: () => page,
    edit_safety_plan: ({ rev, edits }) => {
      saves += 1;
      if (scene === 'stale' && saves === 3) page.rev += 1;
      if (rev !== page.rev) refuse('stale');
      const plan = structuredClone(page.plan);
      const added = edits.map((edit) => applyEdit(plan, edit)).find((one) => one !== null) ?? null;
      const saved_at = new Date().toISOString();
      page = { ...safetyPage(scene, plan), added, rev: rev + 1, saved_at };
      return page;
    },
    export_safety_plan: () => ({
      file: 'Safety plan RB-0048.pdf',
      pages: 1,
      unset: [],
      notice: '',
      locked: false
    })
  };
}

export const handlers: Handlers = safetyHandlers(
  new URLSearchParams(location.search).get('safety') ?? ''
);
