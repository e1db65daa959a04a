/** What stands around a plan in the pretended core: versions, week, coverage, offers. */
import type { Day, PlanPage } from '../bindings';

type Parts = Pick<
  PlanPage,
  | 'version'
  | 'standing'
  | 'editable'
  | 'versions'
  | 'sealed'
  | 'signing'
  | 'coverage'
  | 'week'
  | 'hours'
  | 'figures'
  | 'offers'
  | 'candidates'
>;

const DAYS: [Day, string][] = [
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday']
];

/** A draft that is the only version. */
export function draftParts(record: string): Parts {
  return {
    version: 1,
    standing: 'draft',
    editable: true,
    versions: [
      {
        record,
        version: 1,
        standing: 'draft',
        words: 'Draft, not sealed',
        sealed_at: null,
        hash: ''
      }
    ],
    sealed: null,
    signing: null,
    coverage: [],
    week: {
      free: [{ day: 'mon', from: 540, until: 720 }],
      offered: [],
      conflicts: [],
      days: DAYS.map(([day, label]) => ({ day, label, minutes: 0, sessions: 0 })),
      total: '0.0 h a week',
      delivered: ''
    },
    hours: {
      counted_minutes: 0,
      needed_minutes: 540,
      words: '0.0 h of 9.0 h needed',
      source: 'IOP core'
    },
    figures: [{ label: 'Review', value: 'every 30 days', pack: 'IOP core' }],
    offers: [],
    candidates: []
  };
}
