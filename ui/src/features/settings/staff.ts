/** What an administrator can do with a member of staff. */
import type { StaffRow } from '../../ipc/bindings';

export const ACTS = ['change', 'passphrase', 'remove'] as const;
export type Act = (typeof ACTS)[number];

/** What is being done, and with whom. */
export interface Doing {
  act: Act;
  person: StaffRow;
}
