/** What the intake offers on the keyboard while one section is open. */
import type { Action } from '../../lib/keyboard.svelte';
import { t } from '../../lib/messages';

/** The step on, by the name of what comes next; and the way to say why a field has no answer. */
export function intakeActions(next: string, finish: () => void): Action[] {
  const group = t('intake.title');
  return [
    {
      id: 'intake.next',
      label: next ? t('intake.next', { section: next }) : t('intake.done'),
      keys: 'Ctrl+Enter',
      group,
      run: finish
    },
    {
      id: 'form.noAnswer',
      label: t('form.noAnswerKeys'),
      keys: 'Alt+ArrowDown',
      group,
      hidden: true,
      run: () => {}
    }
  ];
}
