/** Where the cursor goes after an edit of the catalog. */
import { tick } from 'svelte';
import { focusEntry, focusPath, holding } from '../../components/plan/cursor';
import type { Cursor } from '../../lib/entry-draft.svelte';

export const cursor: Cursor = {
  toEntry: (id) => void tick().then(() => focusEntry(id)),
  toPath: (path) => void tick().then(() => focusPath(path)),
  held: (change) => void holding(change)
};
