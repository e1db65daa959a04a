/** The search on the client list. The core finds; this keeps the answers in the order of asking. */
import type { ClientRow, Code } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { t, tn } from '../../lib/messages';
import { session } from '../../lib/session.svelte';

/** How many rows are shown at once. */
const LIMIT = 60;

export class Finder {
  find = $state('');
  rows = $state.raw<ClientRow[]>([]);
  matching = $state(0);
  /** How many clients there are; null until the first answer. */
  total = $state<number | null>(null);
  trouble = $state<Code | null>(null);
  /** What the rows were found by. */
  #foundBy = $state('');
  #round = 0;

  /** Looks at once; an answer that comes after a later question is not shown. */
  look = async (find = this.find): Promise<void> => {
    this.find = find;
    const round = ++this.#round;
    try {
      const list = await call('find_clients', { token: session.token, find, limit: LIMIT });
      if (round !== this.#round) return;
      this.rows = list.rows;
      this.matching = list.matching;
      this.total = list.total;
      this.trouble = null;
      this.#foundBy = find.trim();
    } catch (thrown) {
      if (round === this.#round) this.trouble = asRefused(thrown).code;
    }
  };

  /** "5 clients" or "2 of 5 clients". */
  get countWords(): string {
    if (this.total === null) return '';
    if (this.#foundBy === '') return tn('clients.count', this.total);
    return t('clients.countOf', { matching: this.matching, total: this.total });
  }

  /** Something was looked for and nobody matches. */
  get nobody(): boolean {
    return this.total !== null && this.total > 0 && this.matching === 0;
  }

  /** How many match beyond the rows shown. */
  get more(): number {
    return this.matching - this.rows.length;
  }
}
