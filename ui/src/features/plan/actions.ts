/** What the keyboard can do in a plan. Acts on an entry mean the one the cursor is in. */
import { entryAtCursor } from '../../components/plan/cursor';
import type { PlanEditing } from '../../components/plan/editing';
import { cut } from '../../lib/paths';
import type { Action } from '../../lib/keyboard.svelte';
import { t } from '../../lib/messages';

export function planActions(draft: PlanEditing): Action[] {
  const group = t('plan.name');
  const onEntry = (act: (path: string) => void) => () => {
    const path = entryAtCursor();
    if (path !== '') act(path);
  };
  const another = (path: string) => {
    const [list, id] = cut(path);
    draft.add(list, id);
  };
  return [
    { id: 'plan.problem', label: t('plan.problem.add'), group, run: () => draft.add('problems') },
    { id: 'plan.need', label: t('plan.needs.add'), group, run: () => draft.add('assessed_needs') },
    { id: 'plan.another', label: t('plan.act.another'), keys: 'Alt+Enter', run: onEntry(another) },
    { id: 'plan.up', label: t('plan.key.up'), keys: 'Alt+ArrowUp', run: onEntry(step(draft, -1)) },
    {
      id: 'plan.down',
      label: t('plan.key.down'),
      keys: 'Alt+ArrowDown',
      run: onEntry(step(draft, 1))
    },
    {
      id: 'plan.copy',
      label: t('plan.key.duplicate'),
      keys: 'Ctrl+Shift+D',
      run: onEntry((path) => draft.duplicate(path))
    },
    {
      id: 'plan.remove',
      label: t('plan.key.remove'),
      keys: 'Ctrl+Shift+Delete',
      run: onEntry((path) => draft.remove(path))
    }
  ].map((action) => ({ ...action, group, hidden: action.keys !== undefined }));
}

function step(draft: PlanEditing, by: -1 | 1): (path: string) => void {
  return (path) => draft.move(path, by);
}
