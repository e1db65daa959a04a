/** What the keyboard can do in a safety plan. Acts on a line mean the one the cursor is in. */
import { entryAtCursor } from '../../components/plan/cursor';
import type { EntryEditing } from '../../components/plan/editing';
import type { Action } from '../../lib/keyboard.svelte';
import { t } from '../../lib/messages';
import { cut } from '../../lib/paths';

export function safetyActions(draft: EntryEditing): Action[] {
  const onLine = (act: (path: string) => void) => () => {
    const path = entryAtCursor();
    if (path !== '') act(path);
  };
  const another = (path: string) => {
    const [list, id] = cut(path);
    draft.add(list, id);
  };
  const acts: [id: string, label: string, keys: string, act: (path: string) => void][] = [
    ['another', t('safety.key.another'), 'Alt+Enter', another],
    ['up', t('plan.key.up'), 'Alt+ArrowUp', (path) => draft.move(path, -1)],
    ['down', t('plan.key.down'), 'Alt+ArrowDown', (path) => draft.move(path, 1)],
    ['remove', t('plan.key.remove'), 'Ctrl+Shift+Delete', (path) => draft.remove(path)]
  ];
  const group = t('safety.name');
  return acts.map(([id, label, keys, act]) => {
    return { id: `safety.${id}`, label, keys, group, hidden: true, run: onLine(act) };
  });
}
