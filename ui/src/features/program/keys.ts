/** What the keyboard can do on a roster: a number ticks the person the cursor is at. */
import type { RosterView } from '../../ipc/bindings';
import type { Action } from '../../lib/keyboard.svelte';
import { t } from '../../lib/messages';
import type { Roster } from './roster.svelte';

export function rosterActions(roster: Roster, view: RosterView): Action[] {
  const group = t('program.roster');
  const choices = view.ahead ? [] : view.attendances;
  const ticks = choices.map(({ attendance, label }, at): Action => {
    const run = () => {
      const client = clientAtCursor();
      if (client === '') return;
      void roster.tick(client, { attendance, minutes: null, reason: null });
      step(1);
    };
    return { id: `roster.${attendance}`, label, keys: String(at + 1), group, hidden: true, run };
  });
  const print = { id: 'roster.print', label: t('program.print'), group };
  return [...ticks, { ...print, run: () => void roster.print() }];
}

/** The person the cursor is at; nobody outside of the table. */
function clientAtCursor(): string {
  return document.activeElement?.closest<HTMLElement>('tr[data-client]')?.dataset['client'] ?? '';
}

/** To the person below or above, if there is one. */
function step(by: 1 | -1): void {
  const row = document.activeElement?.closest('tr[data-client]');
  const next = by === 1 ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector<HTMLElement>('[role="radio"][tabindex="0"]')?.focus();
}
