/** How far a section of the intake is, in the fewest words. */
import type { RailItem } from '../ipc/bindings';
import { t } from './messages';

export function standing(item: RailItem): string {
  switch (item.status) {
    case 'done':
      return t('form.status.done');
    case 'ask_later':
      return t('form.status.later');
    case 'not_asked':
      return t('form.status.notAsked');
    case 'in_progress':
      return t('form.status.progress', { answered: item.answered, total: item.total });
    case 'not_started':
      return '';
  }
}
