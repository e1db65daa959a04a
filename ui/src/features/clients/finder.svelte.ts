/** The search on the client list. The core finds; this keeps the answers in the order of asking. */
import type { ClientRow, Code } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { t, tn } from '../../lib/messages';
import { session } from '../../lib/session.svelte';
import { RowPages, type Page } from './row-pages.svelte';
import { stageFilter, stagesOf } from './stages.svelte';

/** How many are asked for at first: as many as the core gives at once. */
const ASKED = 500;

export class Finder {
  find = $state('');
  matching = $state(0);
  /** How many clients there are; null until the first answer. */
  total = $state<number | null>(null);
  trouble = $state<Code | null>(null);
  /** The first ones. */
  #given = $state.raw<ClientRow[]>([]);
  /** Those of them at the chosen stage. */
  readonly #there = $derived(this.#given.filter(stageFilter.passes));
  /** Those behind the first ones. */
  readonly #more = new RowPages((offset, limit) => this.#readOn(offset, limit));
  /** The stages there are to choose from; a chosen one stays while nobody is at it. */
  readonly stages = $derived(stagesOf(this.#given, stageFilter.chosen));
  /** What the rows were found by. */
  #foundBy = $state('');
  #round = 0;

  /** Looks at once; an answer that comes after a later question is not shown. */
  look = async (find = this.find): Promise<void> => {
    this.find = find;
    const round = ++this.#round;
    try {
      const list = await call('find_clients', {
        token: session.token,
        find,
        offset: 0,
        limit: ASKED
      });
      if (round !== this.#round) return;
      this.#given = list.rows;
      this.#more.clear();
      this.matching = list.matching;
      this.total = list.total;
      this.trouble = null;
      this.#foundBy = find.trim();
    } catch (thrown) {
      if (round === this.#round) this.trouble = asRefused(thrown).code;
    }
  };

  /** How many rows the list has: everybody who matches, or those of the first ones at the stage. */
  get count(): number {
    return this.stage === '' ? this.matching : this.#there.length;
  }

  /** A row of the list; nothing while it is not read yet. */
  row(index: number): ClientRow | undefined {
    return this.#there[index] ?? (this.stage === '' ? this.#more.row(index) : undefined);
  }

  /** Reads these rows unless they are there. */
  want = async (first: number, end: number): Promise<void> => {
    if (this.stage === '' && end > this.given) {
      await this.#more.want(Math.max(first, this.given), end);
    }
  };

  async #readOn(offset: number, limit: number): Promise<Page> {
    const [given, find] = [this.#given, this.#foundBy];
    const isOutdated = () => given !== this.#given;
    try {
      const list = await call('find_clients', { token: session.token, find, offset, limit });
      return isOutdated() ? 'outdated' : list.rows;
    } catch (thrown) {
      if (isOutdated()) return 'outdated';
      this.trouble = asRefused(thrown).code;
      return 'refused';
    }
  }

  /** The stage that is shown; empty for everybody. */
  get stage(): string {
    return stageFilter.chosen;
  }

  /** "5 clients", "2 of 5 clients", "Waitlist: 2 of 5 clients". */
  get countWords(): string {
    const { total, stage } = this;
    if (total === null) return '';
    if (stage !== '') {
      const count = this.#there.length;
      return this.unseen > 0
        ? t('clients.countFirst', { stage, count, first: this.given })
        : t('clients.countStage', { stage, count, total });
    }
    if (this.#foundBy === '') return tn('clients.count', total);
    return t('clients.countOf', { matching: this.matching, total });
  }

  /** Something was looked for and nobody matches. */
  get nobody(): boolean {
    return this.total !== null && this.total > 0 && this.matching === 0;
  }

  /** Somebody matches, and none of them is at the chosen stage. */
  get nobodyThere(): boolean {
    return this.matching > 0 && this.count === 0;
  }

  /** How many the core gave. */
  get given(): number {
    return this.#given.length;
  }

  /** How many match that it did not give: nothing is known of their stage. */
  get unseen(): number {
    return this.matching - this.given;
  }

  /** What is to be said of those who are not shown; may be empty. */
  get moreWords(): string {
    const { unseen, stage } = this;
    return stage !== '' && unseen > 0 ? t('clients.unseen', { first: this.given, unseen }) : '';
  }
}
