/** The audit as it is being looked through: filters, the page that is open, why none came. */
import type { AuditPage, Code, FindAudit } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { session } from '../../lib/session.svelte';

/** Rows a page. */
export const LIMIT = 100;

export type Filters = Pick<FindAudit, 'who' | 'what' | 'client' | 'from' | 'to'>;

const NONE: Filters = { who: '', what: '', client: '', from: '', to: '' };

export class AuditFinder {
  filters = $state<Filters>({ ...NONE });
  page = $state.raw<AuditPage | null>(null);
  trouble = $state<Code | null>(null);
  /** Entries passed over on the open page. */
  skip = $state(0);
  #asked: Filters = { ...NONE };
  #round = 0;

  readonly filtered = $derived(Object.values(this.filters).some((one) => one.trim() !== ''));

  /** What the open page was asked with. */
  get asked(): Filters {
    return this.#asked;
  }

  /** Looks anew from the newest entry; the last question wins. */
  find = (): Promise<void> => this.#ask($state.snapshot(this.filters), 0);

  older = (): Promise<void> => this.#ask(this.#asked, this.skip + LIMIT);

  newer = (): Promise<void> => this.#ask(this.#asked, Math.max(0, this.skip - LIMIT));

  clear = (): Promise<void> => {
    this.filters = { ...NONE };
    return this.find();
  };

  async #ask(filters: Filters, skip: number): Promise<void> {
    const round = ++this.#round;
    try {
      const request = { token: session.token, ...filters, skip, limit: LIMIT };
      const page = await call('open_audit', request);
      if (round !== this.#round) return;
      this.page = page;
      this.skip = skip;
      this.#asked = filters;
      this.trouble = null;
    } catch (thrown) {
      if (round === this.#round) this.trouble = asRefused(thrown).code;
    }
  }
}
