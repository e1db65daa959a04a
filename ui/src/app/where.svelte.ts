/** Where the person is in the window. In memory only. */
import { flushAll } from '../lib/autosave.svelte';
import type { Where } from '../lib/where';

class Place {
  where = $state<Where>({ at: 'clients' });

  /** Goes somewhere. What is unsaved is sent on the way; a screen that leaves keeps sending. */
  go = (where: Where): void => {
    void flushAll();
    this.where = where;
  };
}

export const place = new Place();
