/** Sealed versions of the plan and who signs them, for the pretended core. */
import type {
  DifferenceView,
  PlanPage,
  PlanStanding,
  PlanVersionView,
  SealPlan,
  SignerRow,
  SignPlan
} from '../bindings';

export const FIRST = '1'.repeat(32);
export const SECOND = '2'.repeat(32);

const line = (role: SignerRow['role'], label: string, suggested = ''): SignerRow => ({
  role,
  label,
  asked: true,
  signed: false,
  declined: false,
  name: '',
  how: '',
  at: null,
  may_sign: true,
  suggested
});

const LINES = (): SignerRow[] => [
  line('client', 'Client', 'Mari Núñez-Ibáñez'),
  {
    ...line('therapist', 'Therapist', 'M. Okafor, LCSW'),
    signed: true,
    name: 'M. Okafor, LCSW',
    how: 'Signed on the screen, with passphrase',
    at: '2026-11-12T16:00:00Z',
    may_sign: false
  },
  line('supervisor', 'Supervisor', 'M. Okafor, LCSW')
];

export function version(
  record: string,
  n: number,
  standing: PlanStanding,
  words: string
): PlanVersionView {
  const draft = standing === 'draft';
  const sealed_at = draft ? null : '2026-11-12T16:00:00Z';
  return { record, version: n, standing, words, sealed_at, hash: draft ? '' : `3f9a ${n}c1e` };
}

/** The page as it stands once it is sealed. */
export function sealedPage(page: PlanPage, answers: SealPlan['answers'] = []): PlanPage {
  const own = version(
    page.record,
    page.version,
    'awaiting_signatures',
    'Sealed, waits for: Client'
  );
  const answered = answers.map(({ path, reason }) => ({
    entry: path.startsWith('problems/') ? 'Goal 1.1' : '',
    message: page.findings.find((one) => one.path === path)?.message ?? '',
    source: 'IOP core',
    reason
  }));
  return {
    ...page,
    rev: page.rev + 1,
    standing: 'awaiting_signatures',
    editable: false,
    versions: [own, ...page.versions.filter((one) => one.record !== page.record)],
    sealed: { at: '2026-11-12T16:00:00Z', by: 'M. Okafor, LCSW', hash: own.hash, answered },
    signing: { lines: LINES() }
  };
}

/** The page of a draft that amends a sealed version. */
export function amendedPage(page: PlanPage): PlanPage {
  const number = page.version + 1;
  const record = String(number).repeat(32);
  return {
    ...page,
    record,
    rev: 1,
    version: number,
    standing: 'draft',
    editable: true,
    versions: [version(record, number, 'draft', 'Draft, not sealed'), ...page.versions],
    sealed: null,
    signing: null
  };
}

/** The page with one signature more. */
export function signedPage(page: PlanPage, { role, name, how }: SignPlan): PlanPage {
  const declined = how.way === 'declined';
  const words = declined ? `Chose not to sign: ${how.reason}` : 'Signed on the screen';
  const at = '2026-11-26T15:42:07Z';
  const given = { signed: !declined, declined, name, how: words, at, may_sign: declined };
  const lines = page.signing?.lines ?? [];
  return {
    ...page,
    signing: { lines: lines.map((one) => (one.role === role ? { ...one, ...given } : one)) }
  };
}

/** What changed from one version to the next. */
export const differenceOf = (after: string): DifferenceView => ({
  sections: [
    {
      section: 'Problems',
      changes: [
        {
          kind: 'changed',
          entry: 'Objective 1.1.1',
          field: 'Target',
          before: `before ${after.charAt(0)}`,
          after: `after ${after.charAt(0)}`
        }
      ]
    }
  ]
});
