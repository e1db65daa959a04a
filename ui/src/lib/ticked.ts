/** A tick on a roster, as it is sent. */
import type { AbsenceReason, Attendance } from '../ipc/bindings';

export interface Ticked {
  attendance: Attendance | null;
  minutes: number | null;
  reason: AbsenceReason | null;
}
