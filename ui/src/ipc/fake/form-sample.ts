/** Questions of the pretended core's forms. Shorter than the real ones, with every kind once. */
import type { AnswerState, ChoiceView, ItemKind, ItemView, NeedLevel } from '../bindings';

const NOT_SAID: AnswerState[] = ['unknown', 'declined', 'not_asked'];

type Extra = Partial<Omit<ItemView, 'choices'>> & { choices?: ChoiceView[] | string[] };

/** A question; short texts become choices with a code made of their words. */
export function ask(
  id: string,
  label: string,
  kind: ItemKind,
  need: NeedLevel = 'optional',
  { choices = [], ...extra }: Extra = {}
): ItemView {
  return {
    path: id,
    id,
    label,
    hint: '',
    kind,
    need,
    visible: true,
    choices: choices.map((one) =>
      typeof one === 'string' ? { value: one.toLowerCase().replaceAll(' ', '-'), label: one } : one
    ),
    states: NOT_SAID,
    value: null,
    state: null,
    shown: '',
    note: '',
    rows: [],
    row_label: '',
    table: false,
    heading: '',
    accepts: '',
    ...extra
  };
}

const YES_NO = ['Yes', 'No'];
const HOW_OFTEN: ChoiceView[] = [
  { value: 0, label: 'Not at all' },
  { value: 1, label: 'Several days' },
  { value: 2, label: 'More than half the days' },
  { value: 3, label: 'Nearly every day' }
];

const LANGUAGES =
  'English,Spanish,Vietnamese,Mandarin,Cantonese,Tagalog,Arabic,Haitian Creole,Korean,Russian'.split(
    ','
  );

export const referral = (): ItemView[] => [
  ask('source', 'Who referred', 'choice', 'required', {
    choices: [
      'Self',
      'Family',
      'Primary care',
      'Hospital',
      'Partial hospital program',
      'School',
      'Court',
      'Employee assistance',
      'Insurance plan',
      'Other'
    ],
    states: ['unknown']
  }),
  ask('person', 'Name of the person', 'text'),
  ask('person_phone', 'Phone', 'phone'),
  ask('referred_on', 'Date of referral', 'date', 'recommended', { states: ['unknown'] })
];

export const identity = (): ItemView[] => [
  ask('legal_first', 'Legal first name', 'text', 'required', { states: [] }),
  ask('legal_middle', 'Legal middle name', 'text', 'optional', { states: [] }),
  ask('legal_last', 'Legal last name', 'text', 'required', { states: [] }),
  ask('name_used', 'Name used', 'text', 'optional', { hint: 'What we call them here' }),
  ask('birth_date', 'Date of birth', 'date', 'required', {
    hint: 'Type it any way: 4/7/10, 04072010, 7 Apr 2010'
  }),
  ask('pronouns', 'Pronouns', 'choice', 'optional', {
    choices: ['she/her', 'he/him', 'they/them', 'own words'],
    states: ['not_asked', 'declined']
  }),
  ask('sex_on_insurance', 'Sex on insurance', 'choice', 'recommended', {
    choices: ['Female', 'Male', 'Other on card'],
    states: ['unknown']
  }),
  ask('languages', 'Languages spoken at home', 'multi_choice', 'optional', {
    choices: LANGUAGES,
    states: ['declined']
  })
];

export const contact = (): ItemView[] => [
  ask('address', 'Home address', 'address', 'required', { states: ['declined', 'not_asked'] }),
  ask('phones', 'Phone numbers', 'group', 'required', { states: ['declined'] }),
  ask('email', 'Email', 'text', 'recommended'),
  ask('voicemail', 'May we leave voicemail?', 'choice', 'required', {
    choices: YES_NO
  }),
  ask('minutes_away', 'Minutes to the clinic', 'integer', 'optional', { states: ['unknown'] })
];

export const phoneRow = (row: string): ItemView[] => [
  ask('number', 'Number', 'phone', 'required', { path: `phones/${row}/number` }),
  ask('kind', 'Kind', 'choice', 'optional', {
    path: `phones/${row}/kind`,
    choices: ['Mobile', 'Home', 'Work']
  }),
  ask('note', 'When to call', 'text', 'optional', { path: `phones/${row}/note` })
];

export const language = (): ItemView[] => [
  ask('spoken', 'Language spoken', 'choice', 'required', {
    heading: 'Language',
    choices: LANGUAGES
  }),
  ask('interpreter', 'Is an interpreter needed?', 'choice', 'required', { choices: YES_NO }),
  ask('reading', 'How is reading on paper?', 'choice', 'recommended', {
    heading: 'Access',
    choices: ['Easy', 'With help', 'Read aloud, please']
  }),
  ask('hearing', 'Hearing', 'text', 'optional', { hint: 'What helps: captions, a quiet room' }),
  ask('ethnicity', 'Race and ethnicity', 'multi_choice', 'optional', {
    heading: 'Race and ethnicity',
    hint: 'As many as fit',
    choices: [
      'American Indian or Alaska Native',
      'Asian',
      'Black or African American',
      'Hispanic or Latino',
      'Middle Eastern or North African',
      'Native Hawaiian or Pacific Islander',
      'White'
    ],
    states: ['declined', 'not_asked']
  })
];

export const availability = (): ItemView[] => [
  ask('weekly_times', 'When can you come in a usual week?', 'week', 'required', {
    hint: 'Half hours from 6:00 AM to 10:00 PM, such as Mon 9:00 AM-12:30 PM.',
    states: ['unknown', 'declined']
  }),
  ask('setting', 'On site or by video?', 'choice', 'required', {
    choices: ['On site', 'By video', 'Either']
  }),
  ask('earliest_start', 'Earliest start', 'date', 'recommended')
];

export const medicines = (): ItemView[] => [
  ask('takes_medicines', 'Does the person take any medicine?', 'choice', 'required', {
    choices: YES_NO
  }),
  ask('medicines', 'Medicines', 'group', 'required', { row_label: 'Medicine', table: true })
];

export const medicineRow = (row: string): ItemView[] => [
  ask('medicine', 'Medicine', 'text', 'required', { path: `medicines/${row}/medicine` }),
  ask('dose', 'Dose', 'text', 'recommended', { path: `medicines/${row}/dose` }),
  ask('unit', 'Unit', 'choice', 'recommended', {
    path: `medicines/${row}/unit`,
    choices: ['mg', 'mL', 'units']
  }),
  ask('how_often', 'How often', 'text', 'recommended', { path: `medicines/${row}/how_often` })
];

export const transferRow = (row: string): ItemView[] => [
  ask('transfer_date', 'On', 'date', 'required', { path: `transfers/${row}/transfer_date` }),
  ask('transfer_to', 'To whom', 'text', 'required', { path: `transfers/${row}/transfer_to` }),
  ask('transfer_reason', 'Why', 'text', 'optional', { path: `transfers/${row}/transfer_reason` })
];

/** The questions of a new row of a group. */
export function rowItems(path: string, row: string): ItemView[] {
  if (path === 'medicines') return medicineRow(row);
  return path === 'transfers' ? transferRow(row) : phoneRow(row);
}

export const emergency = (): ItemView[] => [
  ask('contact_name', 'Who should we call in an emergency?', 'text', 'required'),
  ask('contact_phone', 'Phone', 'phone', 'required'),
  ask('may_say', 'What may we say?', 'choice', 'required', {
    choices: ['Only that they are here', 'Where they are', 'What happened']
  })
];

export const coverage = (): ItemView[] => [
  ask('funding', 'How is care paid for?', 'multi_choice', 'required', {
    choices: ['Self-pay', 'Commercial', 'Medicaid', 'Medicare', 'TRICARE', 'Sliding fee']
  }),
  ask('member', 'Member number', 'text', 'recommended')
];

export const consents = (): ItemView[] => [
  ask('treatment', 'Consent to treatment', 'choice', 'required', {
    choices: ['Signed on paper', 'Chose not to sign']
  }),
  ask('signed_on', 'Signed on', 'date', 'required')
];

export const guardian = (): ItemView[] => [
  ask('name', 'Name of the guardian', 'text', 'required'),
  ask('relation', 'Relation', 'choice', 'required', { choices: ['Parent', 'Grandparent', 'Other'] })
];

export const concern = (): ItemView[] => [
  ask('own_words', 'What brings you here, in your own words', 'long_text', 'required'),
  ask('better', 'What would better look like?', 'long_text', 'recommended', {
    states: ['declined']
  })
];

const PHQ = [
  'Little interest or pleasure in doing things',
  'Feeling down, depressed, or hopeless',
  'Trouble falling or staying asleep, or sleeping too much',
  'Feeling tired or having little energy',
  'Poor appetite or overeating',
  'Feeling bad about yourself — or that you are a failure or have let yourself or your family down',
  'Trouble concentrating on things, such as reading the newspaper or watching television',
  'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual',
  'Thoughts that you would be better off dead or of hurting yourself in some way'
];

export const phq9 = (): ItemView[] => [
  ...PHQ.map((label, index) =>
    ask(`q${index + 1}`, label, 'choice', 'required', { choices: HOW_OFTEN })
  ),
  ask(
    'q10',
    'How difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?',
    'choice',
    'optional',
    {
      choices: [
        'Not difficult at all',
        'Somewhat difficult',
        'Very difficult',
        'Extremely difficult'
      ].map((label, value) => ({ label, value }))
    }
  )
];
