/**
 * Suitability in the pretended core, with rules far simpler than the real ones.
 * `?suitability=empty` has no answer yet, `?suitability=red` a danger, `?suitability=decided` a
 * decision that is open again, `?suitability=stale` refuses the second save as stale.
 */
import type {
  Evaluation,
  Explanation,
  GateAnswer,
  GateView,
  JsonValue,
  LevelView,
  Recommendation,
  SuitabilityDecision,
  SuitabilityOutcome,
  SuitabilityPage
} from '../bindings';
import { refuse, type Handlers } from '../fake';
import { mari } from './band';
import {
  AMBER,
  choicesOf,
  COMPUTED,
  CONTEXT,
  FACTORS,
  KNOWN,
  RED,
  wordsFor
} from './suitability-sample';

const ME = 'M. Okafor, LCSW';
const CAUTION =
  'These rules are decision support; a qualified clinician decides. Their thresholds are a proposal and have not been validated.';

function gateOf([id, label]: [string, string], answered: boolean): GateView {
  return {
    id,
    label,
    choices: choicesOf(id),
    answer: answered || id === COMPUTED ? 'no' : 'unknown',
    at: answered && id !== COMPUTED ? '2026-11-23T15:10:00Z' : null,
    evaluation: null,
    computed: id === COMPUTED,
    evidence: KNOWN[id] ?? []
  };
}

function blank(answered: boolean): SuitabilityPage {
  const values = answered ? [2, 3, 1, 2] : [null, null, null, null];
  return {
    band: mari,
    record: 'b'.repeat(32),
    rev: answered ? 12 : 0,
    caution: CAUTION,
    factors: FACTORS.map(([id, label, meanings], index) => {
      return { id, label, meanings, value: values[index] ?? null, evidence: KNOWN[id] ?? [] };
    }),
    red: RED.map((one) => gateOf(one, answered)),
    amber: AMBER.map((one) => gateOf(one, answered)),
    context: CONTEXT.map(([id, label]) => {
      return { id, label, value: answered ? false : null, evidence: KNOWN[id] ?? [] };
    }),
    outcome: { recommendation: 'review', urgency: null, rule: 3, matched: [3], missing: [] },
    explanations: [],
    counted_as_no: [],
    draft: { level: null, rationale: '' },
    decision: null,
    history: [],
    reopened: null,
    held: false,
    levels: [],
    saved_at: answered ? '2026-11-23T15:42:07Z' : null
  };
}

/** A page with what the pretended rules come to. */
function judged(page: SuitabilityPage): SuitabilityPage {
  const gates = [...page.red, ...page.amber];
  const missing = [
    ...page.factors.filter((one) => one.value === null),
    ...gates.filter((one) => one.answer === 'unknown')
  ].map((one) => one.id);
  const yes = (list: GateView[]) => list.filter((one) => one.answer === 'yes');
  const told: [rule: number, to: Recommendation, sentence: string, ids: string[]][] = [];
  const say = (...one: (typeof told)[number]) => one[3].length > 0 && told.push(one);
  say(
    1,
    'higher_level',
    RULES[1],
    yes(page.red).map((one) => one.id)
  );
  say(3, 'review', RULES[3], missing);
  say(
    4,
    'review',
    RULES[4],
    yes(page.amber).map((one) => one.id)
  );
  if (missing.length === 0) say(7, 'iop', RULES[7], ['severity', 'support']);
  const [first] = told;
  const outcome: SuitabilityOutcome = {
    recommendation: first?.[1] ?? 'review',
    urgency: first?.[0] === 1 ? 'now' : null,
    rule: first?.[0] ?? 9,
    matched: told.map(([rule]) => rule),
    missing
  };
  const explanations: Explanation[] = told.map(([rule, points_toward, sentence, ids]) => ({
    rule,
    decides: rule === outcome.rule,
    points_toward,
    sentence,
    evidence: ids.map((id) => evidenceOf(page, id)),
    would_change: ids,
    together: ids.length > 1 && rule !== 7
  }));
  const counted = gates.filter((one) => ['evaluated', 'not_applicable'].includes(one.answer));
  const counted_as_no = counted.map((one) => evidenceOf(page, one.id));
  return { ...page, outcome, explanations, counted_as_no, held: yes(page.red).length > 0 };
}

const RULES = {
  1: 'Something needs help right away, so the rules point toward a higher level of care now.',
  3: 'Something the rules need is not known yet, so the rules point toward a review until it is.',
  4: 'Something deserves a closer look first, so the rules point toward a review by the team.',
  7: 'Symptoms call for more than weekly care and there is support to build on, so the rules point toward an intensive outpatient program.'
} as const;

function evidenceOf(page: SuitabilityPage, id: string) {
  const gate = [...page.red, ...page.amber].find((one) => one.id === id);
  if (gate) return { id, label: gate.label, value: wordsFor(gate.answer) };
  const factor = page.factors.find((one) => one.id === id);
  const value = factor?.value ?? null;
  const words = value === null ? wordsFor('unknown') : `${value}, ${factor?.meanings[value]}`;
  return { id, label: factor?.label ?? id, value: words };
}

function decisionOf(level: Recommendation, rationale: string, page: SuitabilityPage) {
  const decision: SuitabilityDecision = {
    level,
    rationale,
    clinician: ME,
    decided_at: new Date().toISOString(),
    outcome: page.outcome,
    override: level !== page.outcome.recommendation,
    gates_checked_at: null
  };
  return decision;
}

const ELSEWHERE: LevelView = {
  record: 'd'.repeat(32),
  rev: 1,
  result: {
    instrument: 'County placement form',
    edition: '3rd',
    result: 'Intensive outpatient',
    assessor: 'J. Lee, LPC, County Crisis',
    date: '2026-11-02'
  },
  lacks: [],
  by: 'Dana Reyes, LMFT'
};

/** A page as the pretended core opens it. */
export function suitabilityPage(scene = ''): SuitabilityPage {
  const page = blank(scene !== 'empty');
  if (scene !== 'empty') page.levels = [ELSEWHERE];
  if (scene === 'red') answer(page.red[0]!, 'yes');
  if (scene !== 'decided') return judged(page);
  const known = judged(page);
  const before = decisionOf('review', 'Waited for the record of the last hospital stay.', known);
  const decision = decisionOf('iop', 'Three mornings a week; her sister drives.', known);
  return {
    ...known,
    decision: { ...decision, decided_at: '2026-11-10T16:20:00Z' },
    history: [{ ...before, decided_at: '2026-11-06T09:05:00Z' }],
    reopened: 'A critical alert came up after this decision; please look at it again.'
  };
}

function answer(gate: GateView, value: GateAnswer, evaluation: Evaluation | null = null): void {
  gate.answer = value;
  gate.evaluation = evaluation;
  gate.at = new Date().toISOString();
}

function put(page: SuitabilityPage, path: string, value: JsonValue): void {
  const [part, id] = path.split('/');
  const gate = [...page.red, ...page.amber].find((one) => one.id === id);
  if (gate && typeof value === 'string') answer(gate, value as GateAnswer);
  else if (gate && value === null) Object.assign(gate, { answer: 'unknown', at: null });
  else if (gate) answer(gate, 'evaluated', evaluation(value));
  const factor = page.factors.find((one) => one.id === id);
  if (factor) factor.value = value as number | null;
  const context = page.context.find((one) => one.id === id);
  if (context) context.value = typeof value === 'boolean' ? value : null;
  if (part === 'draft') page.draft = { ...page.draft, [id ?? '']: value };
}

function evaluation(value: JsonValue): Evaluation {
  const said = (value as { evaluated: Evaluation }).evaluated;
  if (!said.clinician || !said.date || !said.level || !said.plan_recorded) {
    const why =
      'an evaluation names the clinician, the date and the level, and has a recorded plan';
    refuse('bad-value', 0, why);
  }
  return { ...said, date: iso(said.date) };
}

/** Enough of reading dates for a pretended core. */
function iso(typed: string): string {
  const time = new Date(`${typed} UTC`);
  return Number.isNaN(time.getTime()) ? typed : time.toISOString().slice(0, 10);
}

/** Suitability's commands over one page that lives as long as they do. */
export function suitabilityHandlers(scene = '', page = suitabilityPage(scene)): Handlers {
  let saves = 0;
  const change = (rev: number, act: (page: SuitabilityPage) => void): SuitabilityPage => {
    saves += 1;
    if (scene === 'stale' && saves === 2) page.rev += 1;
    if (rev !== page.rev) refuse('stale');
    const next = structuredClone(page);
    act(next);
    page = judged({ ...next, rev: rev + 1, saved_at: new Date().toISOString() });
    return page;
  };
  return {
    open_suitability: () => page,
    edit_suitability: ({ rev, path, value }) => change(rev, (next) => put(next, path, value)),
    decide_suitability: ({ rev }) =>
      change(rev, (next) => {
        const { level, rationale } = next.draft;
        if (!level) refuse('bad-value', 0, 'choose a level of care first');
        const decision = decisionOf(level, rationale.trim(), next);
        if (decision.override && !decision.rationale) {
          refuse('bad-value', 0, 'a decision that differs from the recommendation says why');
        }
        if (next.decision) next.history = [...next.history, next.decision];
        Object.assign(next, { decision, draft: { level: null, rationale: '' }, reopened: null });
      }),
    record_level_of_care: ({ record, instrument, edition, result, assessor, date }) => {
      if (!instrument || !result) refuse('bad-value');
      const level: LevelView = {
        record: record ?? String(page.levels.length).padStart(32, 'e'),
        rev: 1,
        result: { instrument, edition, result, assessor, date: iso(date) },
        lacks: date ? [] : [{ path: 'date', message: 'It does not say when it was assessed.' }],
        by: ME
      };
      const rest = page.levels.filter((one) => one.record !== record);
      page = { ...page, levels: [level, ...rest] };
      return page;
    }
  };
}

export const handlers: Handlers = suitabilityHandlers(
  new URLSearchParams(location.search).get('suitability') ?? ''
);
