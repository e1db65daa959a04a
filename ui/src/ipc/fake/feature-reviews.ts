/**
 * Reviews, certification and summary in the pretended core. `?reviews=none` has no plan in force,
 * `begun` is in the middle of a review, `whole` before its end, `certify` asks a physician,
 * `leaving` writes a summary.
 */
import type { CertificationView, EditPlan, OfRecord, ReviewsPage } from '../bindings';
import { refuse, type Handlers } from '../fake';
import { applyEdit } from './plan-edits';
import {
  begunReview,
  begunSummary,
  certificationForm,
  DECISIONS,
  lacksOf,
  lacksOfSummary,
  reviewsPage,
  wholeReview
} from './reviews-sample';

const [REVIEW, SUMMARY] = ['d'.repeat(32), 'e'.repeat(32)];
const saved_at = '2026-11-26T15:42:07Z';

export const certificationOf = (rest: Partial<CertificationView> = {}): CertificationView => ({
  plan: 'b'.repeat(32),
  pack: 'Medicare IOP',
  words: 'Not certified yet',
  due: true,
  late: false,
  may_certify: true,
  form: certificationForm(false),
  signed: [],
  ...rest
});

function draftOf(review = begunReview(), rev = 1): ReviewsPage['draft'] {
  return { record: REVIEW, rev, review, lacks: lacksOf(review), saved_at, trends: [] };
}

function summaryOf(summary = begunSummary(), rev = 1): ReviewsPage['summary'] {
  return { record: SUMMARY, rev, summary, lacks: lacksOfSummary(summary), saved_at };
}

function pageOf(scene: string): ReviewsPage {
  if (scene === 'none') return reviewsPage({ in_force: '', due: '' });
  if (scene === 'begun') return reviewsPage({ draft: draftOf() });
  if (scene === 'whole') return reviewsPage({ draft: draftOf(wholeReview()) });
  if (scene === 'certify') return reviewsPage({ certification: certificationOf() });
  if (scene === 'renew') {
    const form = certificationForm(true);
    return reviewsPage({
      certification: certificationOf({ form, words: 'Stands until Nov 30, 2026' })
    });
  }
  return scene === 'leaving' ? reviewsPage({ summary: summaryOf() }) : reviewsPage();
}

/** The commands over one page that lives as long as they do. */
export function reviewHandlers(scene = '', page: ReviewsPage = pageOf(scene)): Handlers {
  const take = (rest: Partial<ReviewsPage>) => (page = { ...page, ...rest });
  const draft = ({ record, rev }: Pick<OfRecord, 'record' | 'rev'>) => {
    const now = page.draft ?? refuse('no-such-record');
    return now.record === record && now.rev === rev ? now : refuse('stale');
  };
  const leaving = ({ record, rev }: Pick<OfRecord, 'record' | 'rev'>) => {
    const now = page.summary ?? refuse('no-such-record');
    return now.record === record && now.rev === rev ? now : refuse('stale');
  };
  const edited = <T extends object>(record: T, { edits }: EditPlan): T => {
    const copy = structuredClone(record);
    edits.forEach((edit) => applyEdit(copy, edit));
    return copy;
  };
  return {
    open_reviews: () => page,
    begin_review: () => (page.draft ? refuse('review-open') : take({ draft: draftOf() })),
    edit_review: (request) => {
      const { review, rev } = draft(request);
      return take({ draft: draftOf(edited(review, request), rev + 1) });
    },
    finish_review: (request) => {
      const { record, review, lacks } = draft(request);
      if (lacks.length > 0) refuse('unfinished');
      const decision = DECISIONS.find((one) => one.decision === review.decision)?.label ?? '';
      const past = { record, on: 'Nov 26, 2026', decision, by: 'M. Okafor, LCSW', review };
      return take({ draft: null, past: [past, ...page.past] });
    },
    discard_review: (request) => take({ draft: draft(request) && null }),
    begin_summary: () => (page.summary ? refuse('review-open') : take({ summary: summaryOf() })),
    edit_summary: (request) => {
      const { summary, rev } = leaving(request);
      return take({ summary: summaryOf(edited(summary, request), rev + 1) });
    },
    finish_summary: (request) => {
      const { record, summary, lacks } = leaving(request);
      if (lacks.length > 0) refuse('unfinished');
      const past = { record, on: 'Nov 27, 2026', by: 'M. Okafor, LCSW', summary };
      return take({ summary: null, summaries: [past, ...page.summaries] });
    },
    certify_plan: ({ certification, passphrase }) => {
      if (passphrase !== 'warm paper boats drift') refuse('wrong-passphrase');
      if (certification.conditions.some((one) => !one.confirmed)) refuse('unfinished');
      const signed = [
        { title: 'Certification', by: 'Dr. S. Amari, MD', until: 'Jan 25, 2027', certification }
      ];
      const words = 'Stands until Jan 25, 2027';
      return take({ certification: certificationOf({ words, due: false, signed }) });
    },
    export_tracer: () => ({
      file: 'Tracer RB-0048.pdf',
      pages: 1,
      unset: [],
      notice: '',
      locked: false
    }),
    export_summary: () => ({
      file: 'Summary RB-0048.pdf',
      pages: 2,
      unset: [],
      notice: '',
      locked: false
    })
  };
}

export const handlers: Handlers = reviewHandlers(
  new URLSearchParams(location.search).get('reviews') ?? ''
);
