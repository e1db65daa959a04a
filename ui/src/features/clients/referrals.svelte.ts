/** A file from another program: who is in it, and who of them is taken in. */
import { SvelteSet } from 'svelte/reactivity';
import type { ReferralRow, ReferralsAdded, ReferralsView } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { Opened } from '../../lib/opened.svelte';
import { session } from '../../lib/session.svelte';

export class Referrals {
  readonly file = new Opened<ReferralsView>();
  readonly added = new Opened<ReferralsAdded>();
  /** Places of those who are to be taken in. */
  readonly chosen = new SvelteSet<number>();

  async choose(): Promise<boolean> {
    this.added.view = this.file.view = null;
    this.chosen.clear();
    return this.#looked(() => call('choose_referrals', { token: session.token }));
  }

  async unlock(passphrase: string): Promise<boolean> {
    return this.#looked(() => call('unlock_referrals', { token: session.token, passphrase }));
  }

  take(at: number, chosen: boolean): void {
    if (chosen) this.chosen.add(at);
    else this.chosen.delete(at);
  }

  async add(): Promise<void> {
    const people = [...this.chosen].sort((a, b) => a - b);
    const ask = () => call('add_referrals', { token: session.token, people });
    if (!(await this.added.take(ask))) return;
    this.file.view = null;
    this.chosen.clear();
  }

  /** Everybody is chosen at first but for those a person has to decide about. */
  async #looked(ask: () => Promise<ReferralsView | null>): Promise<boolean> {
    if (!(await this.file.take(ask))) return false;
    this.chosen.clear();
    this.file.view?.people.filter(isPlain).forEach(({ at }) => this.chosen.add(at));
    return true;
  }
}

const isPlain = ({ stop, known, deceased, twice }: ReferralRow): boolean =>
  stop === '' && known.length === 0 && !deceased && !twice;
