/**
 * Types that cross to the page and that the generated list names without declaring them yet. Each
 * is written as its Rust type serializes. Once `bindings.ts` declares them, this file is in the
 * way (type checking says so) and goes; nothing else changes.
 */
export {};

declare module './bindings' {
  /** The backup that has just been restored. */
  export type RestoredView = {
    file: string;
    /** Whether the records that were here are kept under another name. */
    kept: boolean;
  };

  export type AlertAction =
    | 'evaluated'
    | 'safety_plan_made'
    | 'higher_level_arranged'
    | 'emergency_called'
    | 'crisis_line_reached'
    | 'answered_in_error'
    | 'not_reached'
    | 'other';
  export type ToldView = {
    whom: string;
    /** RFC 3339, UTC. */
    at: string;
    by: string;
  };
  export type ActionView = {
    action: AlertAction;
    label: string;
    needs_note: boolean;
    clears: boolean;
  };
  export type TellOfFlag = {
    token: string;
    client: string;
    flag: string;
    whom: string;
  };

  /** One thing that is still missing, and where, as an edit would name it. */
  export type Lack = {
    path: string;
    message: string;
  };
  export type OfRecord = {
    token: string;
    client: string;
    record: string;
    rev: number;
  };

  export type Recommendation = 'higher_level' | 'review' | 'iop' | 'lower_level';
  export type Urgency = 'now' | 'this_week';
  export type GateAnswer = 'yes' | 'no' | 'unknown' | 'not_applicable' | 'evaluated';
  export type SuitabilityOutcome = {
    recommendation: Recommendation;
    urgency: Urgency | null;
    rule: number;
    matched: number[];
    missing: string[];
  };
  export type Evidence = {
    id: string;
    label: string;
    value: string;
  };
  export type Explanation = {
    rule: number;
    decides: boolean;
    points_toward: Recommendation;
    sentence: string;
    evidence: Evidence[];
    would_change: string[];
    /** No single answer would do: all of `would_change` would have to change. */
    together: boolean;
  };
  export type Evaluation = {
    clinician: string;
    /** ISO 8601. */
    date: string;
    level: string;
    plan_recorded: boolean;
  };
  export type SuitabilityDraft = {
    level: Recommendation | null;
    rationale: string;
  };
  export type SuitabilityDecision = {
    level: Recommendation;
    rationale: string;
    clinician: string;
    /** RFC 3339, UTC. */
    decided_at: string;
    outcome: SuitabilityOutcome;
    override: boolean;
    gates_checked_at: string | null;
  };
  export type EvidenceView = {
    text: string;
    source: string;
    on: string;
  };
  export type FactorView = {
    id: string;
    label: string;
    meanings: string[];
    value: number | null;
    evidence: EvidenceView[];
  };
  export type GateChoice = {
    answer: GateAnswer;
    label: string;
  };
  export type GateView = {
    id: string;
    label: string;
    /** None for one that is worked out. */
    choices: GateChoice[];
    /** Unknown while blank. */
    answer: GateAnswer;
    at: string | null;
    evaluation: Evaluation | null;
    computed: boolean;
    evidence: EvidenceView[];
  };
  export type ContextView = {
    id: string;
    label: string;
    value: boolean | null;
    evidence: EvidenceView[];
  };
  export type LevelOfCareResult = {
    instrument: string;
    edition: string;
    result: string;
    assessor: string;
    /** ISO 8601, or what was typed. */
    date: string;
  };
  export type LevelView = {
    record: string;
    rev: number;
    result: LevelOfCareResult;
    lacks: Lack[];
    by: string;
  };
  export type SuitabilityPage = {
    band: BandView;
    record: string;
    rev: number;
    caution: string;
    factors: FactorView[];
    red: GateView[];
    amber: GateView[];
    context: ContextView[];
    outcome: SuitabilityOutcome;
    explanations: Explanation[];
    counted_as_no: Evidence[];
    draft: SuitabilityDraft;
    decision: SuitabilityDecision | null;
    /** Oldest first. */
    history: SuitabilityDecision[];
    reopened: string | null;
    held: boolean;
    levels: LevelView[];
    saved_at: string | null;
  };
  export type EditSuitability = OfRecord & {
    path: string;
    value: JsonValue;
  };
  export type RecordLevelOfCare = LevelOfCareResult & {
    token: string;
    client: string;
    record: string | null;
    rev: number;
  };

  export type Translator = 'client' | 'staff' | 'interpreter' | 'adult_chosen_by_client';
  export type SafetyPlanPart =
    'warning_signs' | 'own_steps' | 'distractions' | 'helpers' | 'professionals' | 'safer_space';
  export type Wording = {
    text: string;
    by: Translator | null;
    name: string;
  };
  export type SafetyPlanEntry = {
    id: Id | null;
    text: string;
    name: string;
    phone: string;
    client_wording: Wording;
  };
  export type SafetyPlan = { [part in SafetyPlanPart]: SafetyPlanEntry[] } & {
    /** A BCP 47 tag; blank is English. */
    language: string;
    linked_alert: Id | null;
    reviewed_with: string;
    reviewed_on: string;
  };
  export type PartView = {
    path: SafetyPlanPart;
    heading: string;
    names_people: boolean;
  };
  export type CrisisLineView = {
    name: string;
    phone: string;
    how: string;
  };
  export type AlertChoice = {
    record: Id;
    label: string;
  };
  export type SafetyPage = {
    band: BandView;
    record: string;
    rev: number;
    plan: SafetyPlan;
    parts: PartView[];
    crisis_line: CrisisLineView;
    translated: boolean;
    lacks: Lack[];
    alerts: AlertChoice[];
    added: string | null;
    saved_at: string | null;
  };

  export type Direction = 'improved' | 'worse' | 'no_meaningful_change' | 'cannot_be_said';
  export type TrendChange = {
    from: string | null;
    to: string | null;
    by: number | null;
    direction: Direction;
    sentence: string;
  };
  export type TrendPoint = {
    /** ISO 8601. */
    on: string;
    /** Nothing for a gap or a coded score. */
    value: number | null;
    shown: string;
    band: string | null;
    version: string;
  };
  export type BandRange = {
    code: string;
    label: string;
    severity: number | null;
    from: number;
    to: number;
  };
  export type Meaningful = {
    points: number;
    up_to: number | null;
    beyond_error: number | null;
    citation: string;
    confidence: string | null;
  };
  export type Trend = {
    instrument: string;
    score: string;
    label: string;
    points: TrendPoint[];
    bands: BandRange[];
    range: [number, number] | null;
    target: number | null;
    meaningful: Meaningful | null;
    since_first: TrendChange;
    since_last: TrendChange;
    reached: string[];
    sentence: string;
  };
  export type TrendView = {
    title: string;
    trend: Trend;
    objective: string;
  };
  export type ProgressPage = {
    band: BandView;
    trends: TrendView[];
  };
}
