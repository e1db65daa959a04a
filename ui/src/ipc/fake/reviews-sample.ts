/** Reviews, a certification and a summary of a fictional person for the pretended core. */
import type {
  Certification,
  DecisionChoice,
  Lack,
  PlanReview,
  ReviewsPage,
  TransitionSummary
} from '../bindings';
import { mari } from './band';

export const DECISIONS: DecisionChoice[] = [
  { decision: 'continue', label: 'Continue as planned' },
  { decision: 'revise', label: 'Revise the plan' },
  { decision: 'step_up', label: 'Step up to a higher level of care' },
  { decision: 'step_down', label: 'Step down to a lower level of care' },
  { decision: 'discharge', label: 'Discharge' }
];

export const begunReview = (): PlanReview => ({
  on: '2026-11-26',
  participants: '',
  objectives: [
    {
      id: 'o1',
      text: 'PHQ-9 falls to 9 or less',
      aim: 'PHQ-9 total, 17 to 9 by Mar 10, 2027',
      was: 'in_progress',
      now: '12 on Nov 23, 2026',
      progress: '',
      status: 'in_progress',
      reason: ''
    },
    {
      id: 'o2',
      text: 'Takes part in three planned activities a week',
      aim: 'Activity log, days a week, 0 to 3 by Mar 10, 2027',
      was: 'not_started',
      now: '',
      progress: '',
      status: null,
      reason: ''
    }
  ],
  client_view: '',
  summary: '',
  decision: null,
  decision_reason: '',
  next_on: '2026-12-26'
});

/** A few of the core's questions to a review. */
export function lacksOf(review: PlanReview): Lack[] {
  const found: Lack[] = [];
  const ask = (missing: boolean, path: string, message: string) =>
    missing && found.push({ path, message });
  ask(review.participants === '', 'participants', 'Who took part is missing.');
  for (const { id, progress, status, was, reason } of review.objectives) {
    const here = `objectives/${id}`;
    ask(progress === '', `${here}/progress`, 'An objective does not say what was reached.');
    ask(status === null, `${here}/status`, 'An objective has no status yet.');
    const silent = status !== null && status !== was && reason === '';
    ask(silent, `${here}/reason`, 'An objective changes its status and does not say why.');
  }
  ask(review.summary === '', 'summary', 'What the team sees is missing.');
  ask(review.decision === null, 'decision', 'What follows is not decided yet.');
  ask(review.decision_reason === '', 'decision_reason', 'The decision has no reason yet.');
  return found;
}

/** A review that lacks nothing but what a test takes out of it. */
export const wholeReview = (): PlanReview => ({
  ...begunReview(),
  participants: 'Mari, her sister, M. Okafor',
  objectives: begunReview().objectives.map((one) => ({
    ...one,
    progress: 'Walks with her sister on most days.',
    status: one.was
  })),
  client_view: 'I get up before noon again.',
  summary: 'Mood lifts; sleep still breaks at four.',
  decision: 'continue',
  decision_reason: 'What is done helps.'
});

export const begunSummary = (): TransitionSummary => ({
  on: '',
  reason: '',
  next_care: '',
  began_with: 'Low mood since losing work.',
  course: 'Eight weeks of groups, three mornings a week.',
  outcomes: 'PHQ-9 falls to 9 or less: in progress',
  scores: 'PHQ-9 total 17, now 12',
  attendance: '42 of 48 sessions',
  medicines: '',
  risk_and_safety: 'Safety plan of Nov 12, 2026 in hand.',
  aftercare: '',
  follow_up: '',
  recommendations: '',
  client_view: ''
});

/** A few of the core's questions to a summary. */
export function lacksOfSummary(summary: TransitionSummary): Lack[] {
  const asked: [keyof TransitionSummary, string][] = [
    ['on', 'The last day is missing or cannot be read.'],
    ['reason', 'Why the person leaves is missing.'],
    ['next_care', 'Where the person goes is missing.'],
    ['aftercare', 'The first appointment after is missing.'],
    ['follow_up', 'Who calls within seven days is missing.']
  ];
  return asked
    .filter(([path]) => summary[path] === '')
    .map(([path, message]) => ({ path, message }));
}

export const certificationForm = (renewal: boolean): Certification => ({
  pack: 'medicare-iop',
  renewal,
  statement: 'I certify that the services on this plan are needed.',
  conditions: [
    { text: 'Needs at least 9 hours of services a week, as the plan shows', confirmed: false },
    { text: 'Does not need 24-hour care', confirmed: false }
  ],
  response: '',
  remaining_risk: '',
  discharge_goals: ''
});

/** The page before anything is begun. */
export function reviewsPage(rest: Partial<ReviewsPage> = {}): ReviewsPage {
  return {
    band: mari,
    in_force: 'Version 1, sealed Nov 12, 2026',
    due: 'By Dec 12, 2026',
    late: false,
    draft: null,
    past: [],
    decisions: DECISIONS,
    certification: null,
    summary: null,
    summaries: [],
    ...rest
  };
}
