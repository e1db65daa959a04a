/** The questions of the pretended suitability record, and what is known of a fictional person. */
import type { EvidenceView, GateAnswer, GateChoice } from '../bindings';

type Asked = [id: string, label: string];

export const RED: Asked[] = [
  ['intent_or_plan', 'Intends to end their life, or has a plan'],
  ['suicidal_behavior_3mo', 'Suicidal behavior in the past 3 months'],
  ['homicidal_intent', 'Intends to kill or seriously hurt someone else'],
  ['psychosis_or_mania_unsafe', 'Psychosis or mania that puts the person or others in danger'],
  ['overdose_or_medically_unstable', 'Overdose, or medically unstable'],
  [
    'withdrawal_danger',
    'Dangerous withdrawal: serious signs now; past seizures, DTs or intensive care with any regular use now; or daily heavy alcohol, or daily benzodiazepine, barbiturate or GHB use, not yet medically assessed'
  ],
  ['cannot_meet_basic_needs', 'Cannot meet basic needs such as food, shelter or self-care']
];

export const AMBER: Asked[] = [
  ['passive_ideation', 'Wishes to be dead, or passive thoughts of suicide'],
  [
    'ideation_method_or_lifetime_behavior',
    'Has thought of a method, or suicidal behavior at any time in life'
  ],
  ['unsafe_home', 'Home is not safe'],
  ['unstable_eating_disorder', 'An eating disorder that is not medically stable'],
  ['nonprescribed_use_in_pregnancy', 'Nonprescribed use in pregnancy: move faster, never delay'],
  ['cognitive_limit_for_groups', 'Thinking or memory makes groups hard to follow'],
  ['minor_consent_unresolved', 'Who may consent for this minor is not settled'],
  ['cannot_attend_hours', 'Cannot attend the hours'],
  ['ratings_contradict_scores', 'The severity rating and the screening scores do not agree'],
  ['intoxicated_now', 'Intoxicated now: assess another day, and no driving today'],
  [
    'opioid_use_without_medication_offer',
    'Opioid use, and medication not yet offered: offer medication and naloxone today'
  ],
  ['risk_to_group', 'Could put others in the group at risk']
];

export const FACTORS: [id: string, label: string, meanings: string[]][] = [
  ['severity', 'Severity of symptoms', ['mild', 'noticeable', 'marked', 'cannot function safely']],
  [
    'commitment',
    'Commitment to treatment',
    ['not choosing this now', 'of two minds', 'willing', 'active']
  ],
  ['support', 'Support system', ['unsafe or none', 'limited', 'adequate', 'strong']],
  ['goals', 'Treatment goals', ['none yet, or better met elsewhere', 'vague', 'workable', 'clear']]
];

export const CONTEXT: Asked[] = [
  ['step_down', 'Stepping down from a higher level of care'],
  ['outpatient_insufficient', 'Outpatient care is not enough'],
  ['medicare', 'Medicare coverage']
];

export const COMPUTED = 'ratings_contradict_scores';

export const KNOWN: { [id: string]: EvidenceView[] } = {
  passive_ideation: [
    { text: 'Item 9: several days', source: 'PHQ-9', on: 'Nov 23, 2026' },
    { text: '“Some mornings I wish I would not wake up.”', source: 'Risk', on: 'Nov 23, 2026' }
  ],
  severity: [
    { text: 'Total 17, moderately severe', source: 'PHQ-9', on: 'Nov 23, 2026' },
    { text: 'Total 14, moderate', source: 'GAD-7', on: 'Nov 23, 2026' }
  ],
  support: [{ text: 'Total 7, poor support', source: 'OSSS-3', on: 'Nov 23, 2026' }],
  cannot_attend_hours: [
    { text: 'Bus only until 5:30 PM', source: 'Availability', on: 'Nov 20, 2026' }
  ],
  medicare: [{ text: 'Commercial', source: 'Coverage', on: 'Nov 20, 2026' }]
};

const WORDS: { [answer in GateAnswer]: string } = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Not known yet',
  not_applicable: 'Does not apply',
  evaluated: 'Evaluated by a clinician'
};
const EVALUATED = [
  'intent_or_plan',
  'suicidal_behavior_3mo',
  'passive_ideation',
  'ideation_method_or_lifetime_behavior'
];
const APPLIES = [
  'nonprescribed_use_in_pregnancy',
  'minor_consent_unresolved',
  'opioid_use_without_medication_offer'
];

export const wordsFor = (answer: GateAnswer): string => WORDS[answer];

export function choicesOf(id: string): GateChoice[] {
  if (id === COMPUTED) return [];
  const answers: GateAnswer[] = ['yes', 'no', 'unknown'];
  if (EVALUATED.includes(id)) answers.push('evaluated');
  if (APPLIES.includes(id)) answers.push('not_applicable');
  return answers.map((answer) => ({ answer, label: WORDS[answer] }));
}
