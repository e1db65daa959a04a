/** The places a person can be in the window. */
export type ClientTab =
  | 'overview'
  | 'intake'
  | 'screening'
  | 'suitability'
  | 'safety'
  | 'plan'
  | 'progress'
  | 'documents'
  | 'episode'
  | 'history';

export type SettingsPart =
  | 'staff'
  | 'passphrase'
  | 'recovery'
  | 'locking'
  | 'audit'
  | 'backups'
  | 'records'
  | 'removed'
  | 'forms'
  | 'rules'
  | 'letterhead'
  | 'library'
  | 'tables';

export type Where =
  | { at: 'today' }
  | { at: 'due' }
  | { at: 'program' }
  | { at: 'clients' }
  | { at: 'new-client' }
  | { at: 'referral' }
  | { at: 'client'; client: string; tab: ClientTab; form?: string }
  | { at: 'settings'; part: SettingsPart };

export type Go = (where: Where) => void;

/** Where the settings open: on the staff for who manages it, else on one's own passphrase. */
export function settingsOf({ admin }: { admin: boolean }): Where {
  return { at: 'settings', part: admin ? 'staff' : 'passphrase' };
}
