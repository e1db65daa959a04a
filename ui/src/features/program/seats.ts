/** Seats in words. */
import { t, tn } from '../../lib/messages';

/** "8 of 12 seats taken", "1 seat taken". */
export function seatsOf(taken: number, all: number | null): string {
  return all === null ? tn('program.taken', taken) : t('program.takenOf', { n: taken, all });
}
