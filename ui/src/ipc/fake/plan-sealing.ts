/** Sealing, signing, amending and comparing in the pretended core, over the page that is open. */
import type { PlanPage } from '../bindings';
import { refuse, type Handlers } from '../fake';
import { amendedPage, differenceOf, sealedPage, signedPage } from './sealing-sample';

/** The passphrase of whoever is signed in to the pretended core. */
const PASSPHRASE = 'warm paper boats drift';

/** The page as it is, and as it is from now on. */
interface Holder {
  page: PlanPage;
}

export function sealingHandlers(holder: Holder): Handlers {
  const pages = new Map<string, PlanPage>();
  const take = (page: PlanPage): PlanPage => {
    pages.set(page.record, page);
    return (holder.page = page);
  };
  const seen = (record: string, rev: number): PlanPage => {
    const { page } = holder;
    return page.record === record && page.rev === rev ? page : refuse('stale');
  };
  /** A sealed version as it stood; what was never opened here stands as the page does. */
  const sealed = (record: string): PlanPage => {
    const { page } = holder;
    const { version } = page.versions.find((one) => one.record === record) ?? refuse('bad-request');
    const stood = pages.get(record) ?? sealedPage({ ...page, record, version, versions: [] });
    return { ...stood, versions: page.versions };
  };
  return {
    seal_plan: ({ record, rev, answers, passphrase }) => {
      const page = seen(record, rev);
      if (passphrase !== PASSPHRASE) refuse('wrong-passphrase');
      if (page.findings.some((one) => one.level === 'blocks')) refuse('plan-blocked');
      const warned = page.findings.filter((one) => one.level === 'warns');
      const reason = (path: string) => answers.find((one) => one.path === path)?.reason ?? '';
      if (warned.some(({ path }) => reason(path) === '')) refuse('finding-unanswered');
      return take(sealedPage(page, answers));
    },
    sign_plan: (request) => {
      const { role, how, passphrase } = request;
      const staff = role !== 'client' && role !== 'guardian';
      if (staff && how.way === 'typed' && passphrase !== PASSPHRASE) refuse('wrong-passphrase');
      if (how.way === 'declined' && how.reason === '') {
        refuse('bad-value', 0, 'choosing not to sign needs a reason');
      }
      if (how.way === 'on_paper' && how.scan === null) {
        refuse('bad-value', 0, 'a signature on paper needs its scan');
      }
      return take(signedPage(holder.page, request));
    },
    amend_plan: () => {
      if (holder.page.editable) refuse('plan-draft');
      pages.set(holder.page.record, holder.page);
      return take(amendedPage(holder.page));
    },
    discard_amendment: ({ record, rev }) => {
      const [, ...versions] = seen(record, rev).versions;
      return take({ ...sealed(versions[0]?.record ?? ''), versions });
    },
    open_plan_version: ({ record }) => sealed(record),
    compare_plans: ({ after }) => differenceOf(after)
  };
}
