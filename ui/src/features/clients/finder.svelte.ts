/** The search on the client list. The core finds; this keeps the answers in the order of asking. */
import type { ClientRow, Code, FindClients } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { t, tn } from '../../lib/messages';
import { session } from '../../lib/session.svelte';
import { RowPages, type Page } from './row-pages.svelte';
import { stageFilter } from './stages.svelte';

/** How many are asked for at first: as many as the core gives at once. */
const ASKED = 500;

export class Finder {
  find = $state('');
  /** How many match at the stage that was asked for. */
  matching = $state(0);
  /** How many match wherever they stand. */
  found = $state(0);
  /** How many clients there are; null until the first answer. */
  total = $state<number | null>(null);
  trouble = $state<Code | null>(null);
  /** The first ones. */
  #given = $state.raw<ClientRow[]>([]);
  /** Those behind the first ones. */
  readonly #more = new RowPages((offset, limit) => this.#readOn(offset, limit));
  #offered = $state.raw<string[]>([]);
  /** What the rows were found by. */
  #asked = $state.raw({ find: '', stage: '' });
  #round = 0;

  /** The stages there are to choose from; a chosen one stays while nobody is at it. */
  readonly stages = $derived(
    this.#offered.includes(stageFilter.chosen) || stageFilter.chosen === ''
      ? this.#offered
      : [...this.#offered, stageFilter.chosen]
  );

  /** Looks at once; an answer that comes after a later question is not shown. */
  look = async (find = this.find): Promise<void> => {
    this.find = find;
    const round = ++this.#round;
    const stage = stageFilter.chosen;
    try {
      const list = await this.#call({ find, stage, offset: 0, limit: ASKED });
      if (round !== this.#round) return;
      this.#given = list.rows;
      this.#more.clear();
      this.matching = list.matching;
      this.found = list.found;
      this.total = list.total;
      this.#offered = list.stages;
      this.trouble = null;
      this.#asked = { find: find.trim(), stage };
    } catch (thrown) {
      if (round === this.#round) this.trouble = asRefused(thrown).code;
    }
  };

  /** A row of the list; nothing while it is not read yet. */
  row(index: number): ClientRow | undefined {
    return this.#given[index] ?? this.#more.row(index);
  }

  /** Reads these rows unless they are there. */
  want = async (first: number, end: number): Promise<void> => {
    const given = this.#given.length;
    if (end > given) await this.#more.want(Math.max(first, given), end);
  };

  async #readOn(offset: number, limit: number): Promise<Page> {
    const given = this.#given;
    const isOutdated = () => given !== this.#given;
    try {
      const list = await this.#call({ ...this.#asked, offset, limit });
      return isOutdated() ? 'outdated' : list.rows;
    } catch (thrown) {
      if (isOutdated()) return 'outdated';
      this.trouble = asRefused(thrown).code;
      return 'refused';
    }
  }

  #call(asked: Omit<FindClients, 'token'>) {
    return call('find_clients', { token: session.token, ...asked });
  }

  /** The stage that is shown; empty for everybody. */
  get stage(): string {
    return this.#asked.stage;
  }

  /** "5 clients", "2 of 5 clients", "Waitlist: 2 of 5 clients". */
  get countWords(): string {
    const { total, stage, matching } = this;
    if (total === null) return '';
    if (stage !== '') return t('clients.countStage', { stage, count: matching, total });
    if (this.#asked.find === '') return tn('clients.count', total);
    return t('clients.countOf', { matching, total });
  }

  /** Something was looked for and nobody matches. */
  get nobody(): boolean {
    return this.total !== null && this.total > 0 && this.found === 0;
  }

  /** Somebody matches, and none of them is at the chosen stage. */
  get nobodyThere(): boolean {
    return this.found > 0 && this.matching === 0;
  }
}
