/** Where the person is in the window. In memory only. */
import { flushAll } from '../lib/autosave.svelte';
import type { Where } from '../lib/where';

const START: Where = { at: 'clients' };

class Place {
  where = $state.raw<Where>(START);
  /** A step that waits because something could not be saved: go on anyway, or stay. */
  held = $state.raw<(() => void) | null>(null);

  go = (where: Where): void => {
    void this.leaving(() => (this.where = where));
  };

  /** Does what leaves the page once everything on it is saved; else asks. True when it was done. */
  leaving = async (act: () => void): Promise<boolean> => {
    const saved = await flushAll();
    if (saved) act();
    else this.held = act;
    return saved;
  };

  reset(): void {
    this.where = START;
    this.held = null;
  }
}

export const place = new Place();
