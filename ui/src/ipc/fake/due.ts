/** What is due today in the pretended core. */
import type { DueRow, TodayView } from '../bindings';
import { clients } from './people';

type Due = Pick<TodayView, 'plans' | 'screenings' | 'suitability' | 'consents' | 'waiting'>;

function row(index: number, what: string, on = ''): DueRow[] {
  const found = clients[index];
  if (!found) return [];
  const { client, number, name } = found;
  return [{ client, number, name, what, on }];
}

export function dueToday(some: boolean): Due {
  if (!some) return { plans: [], screenings: [], suitability: [], consents: [], waiting: [] };
  return {
    plans: row(1, 'Waits for: Physician, since Nov 20, 2026'),
    screenings: row(0, 'PHQ-9, GAD-7'),
    suitability: row(2, 'A decision on suitability waits.'),
    consents: row(0, 'Release of information', 'Dec 4, 2026'),
    waiting: row(4, 'Waitlist, urgent, since Nov 12, 2026', 'Nov 24, 2026')
  };
}
