/** Scores over time in the pretended core. `?progress=empty` has none, `?progress=once` one each. */
import type { BandRange, Trend, TrendChange, TrendPoint, TrendView } from '../bindings';
import type { Handlers } from '../fake';
import { mari } from './band';

const bandsOf = (list: [label: string, from: number, to: number][]): BandRange[] =>
  list.map(([label, from, to], severity) => {
    return { code: label.toLowerCase(), label, severity, from, to };
  });

const PHQ = bandsOf([
  ['None–minimal', 0, 4],
  ['Mild', 5, 9],
  ['Moderate', 10, 14],
  ['Moderately severe', 15, 19],
  ['Severe', 20, 27]
]);
const AUDIT = bandsOf([
  ['Negative', 0, 2],
  ['Positive: ask about unhealthy use', 3, 12]
]);

function pointsOf(given: [on: string, value: number | null][], bands: BandRange[]): TrendPoint[] {
  return given.map(([on, value]) => ({
    on,
    value,
    shown: value === null ? 'Not scored' : String(value),
    band:
      value === null
        ? null
        : (bands.find(({ from, to }) => value >= from && value <= to)?.label ?? null),
    version: '1.0'
  }));
}

const change = (direction: TrendChange['direction'], by: number | null, sentence: string) => {
  return { from: null, to: null, by, direction, sentence };
};
const NOTHING = change('cannot_be_said', null, 'There are not two scores to compare yet.');

function trend(
  label: string,
  points: [string, number | null][],
  bands: BandRange[],
  rest: Partial<Trend>
): Trend {
  return {
    instrument: label.split(' ')[0]?.toLowerCase() ?? '',
    score: 'total',
    label,
    points: pointsOf(points, bands),
    bands,
    range: null,
    target: null,
    meaningful: null,
    since_first: NOTHING,
    since_last: NOTHING,
    reached: [],
    sentence: `${label}: ${(rest.since_first ?? NOTHING).sentence}`,
    ...rest
  };
}

const FULL: TrendView[] = [
  {
    title: 'PHQ-9',
    objective: 'PHQ-9 falls to 9 or less',
    objective_id: 'o1',
    events: [
      { on: '2026-09-21', words: 'Plan version 1 in force' },
      { on: '2026-10-20', words: 'Review: Continue as planned' },
      { on: '2026-12-14', words: 'Target date' }
    ],
    trend: trend(
      'PHQ-9 total',
      [
        ['2026-09-14', 17],
        ['2026-09-28', 15],
        ['2026-10-12', null],
        ['2026-10-26', 12],
        ['2026-11-09', 11],
        ['2026-11-23', 8]
      ],
      PHQ,
      {
        range: [0, 27],
        target: 9,
        meaningful: {
          points: 5,
          up_to: null,
          beyond_error: 6,
          citation: 'Kroenke K. Enhancing the clinical utility of depression screening. CMAJ 2012.',
          confidence: null
        },
        since_first: change(
          'improved',
          -9,
          'From 17 on Sep 14, 2026 to 8 on Nov 23, 2026: 9 points lower. That is better, by at least the 5 points published as meaningful.'
        ),
        since_last: change(
          'no_meaningful_change',
          -3,
          'From 11 on Nov 9, 2026 to 8 on Nov 23, 2026: 3 points lower. That is less than the 5 points published as meaningful.'
        ),
        reached: [
          'At least 50% lower than the first score: a response.',
          'The target of 9 is reached.'
        ]
      }
    )
  },
  {
    title: 'AUDIT-C',
    objective: '',
    objective_id: '',
    events: [],
    trend: trend(
      'AUDIT-C total',
      [
        ['2026-09-14', 6],
        ['2026-11-23', 4]
      ],
      AUDIT,
      {
        range: [0, 12],
        since_first: change(
          'cannot_be_said',
          -2,
          'From 6 on Sep 14, 2026 to 4 on Nov 23, 2026: 2 points lower. No meaningful change has been published for this score.'
        )
      }
    )
  }
];

/** The command that shows scores over time. */
export function progressHandlers(scene = ''): Handlers {
  const trends = scene === 'empty' ? [] : structuredClone(FULL);
  if (scene === 'once') {
    for (const { trend } of trends) {
      Object.assign(trend, { points: trend.points.slice(0, 1), since_first: NOTHING, reached: [] });
    }
  }
  return { open_progress: () => ({ band: mari, trends }) };
}

export const handlers: Handlers = progressHandlers(
  new URLSearchParams(location.search).get('progress') ?? ''
);
