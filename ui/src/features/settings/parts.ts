/** The parts of the settings: who may open them, under which head they stand, and their page. */
import type { Component } from 'svelte';
import type { SettingsPart } from '../../lib/where';
import AuditPage from './AuditPage.svelte';
import BackupsPage from './BackupsPage.svelte';
import LetterheadPage from './LetterheadPage.svelte';
import FormsPage from './FormsPage.svelte';
import LockingPage from './LockingPage.svelte';
import PassphrasePage from './PassphrasePage.svelte';
import RecordsPage from './RecordsPage.svelte';
import RecoveryPage from './RecoveryPage.svelte';
import RemovedPage from './RemovedPage.svelte';
import LibraryPage from './LibraryPage.svelte';
import RulesPage from './RulesPage.svelte';
import StaffPage from './StaffPage.svelte';
import TablesPage from './TablesPage.svelte';

export type PartGroup = 'you' | 'people' | 'records';

export interface Part {
  part: SettingsPart;
  group: PartGroup;
  /** Only for who manages the clinic. */
  admin: boolean;
}

export interface PageProps {
  /** Opens another part. */
  go: (part: SettingsPart) => void;
}

/** The page of each part. A part without one is not listed. */
export const pages: { [P in SettingsPart]?: Component<PageProps> | Component } = {
  passphrase: PassphrasePage,
  staff: StaffPage,
  recovery: RecoveryPage,
  locking: LockingPage,
  audit: AuditPage,
  backups: BackupsPage,
  records: RecordsPage,
  removed: RemovedPage,
  forms: FormsPage,
  rules: RulesPage,
  letterhead: LetterheadPage,
  library: LibraryPage,
  tables: TablesPage
};

const ALL: Part[] = [
  { part: 'passphrase', group: 'you', admin: false },
  { part: 'staff', group: 'people', admin: true },
  { part: 'recovery', group: 'people', admin: true },
  { part: 'forms', group: 'people', admin: true },
  { part: 'rules', group: 'people', admin: true },
  { part: 'library', group: 'people', admin: true },
  { part: 'letterhead', group: 'people', admin: true },
  { part: 'audit', group: 'records', admin: true },
  { part: 'tables', group: 'records', admin: true },
  { part: 'backups', group: 'records', admin: false },
  { part: 'records', group: 'records', admin: false },
  { part: 'removed', group: 'records', admin: true },
  { part: 'locking', group: 'records', admin: true }
];

export const GROUPS: PartGroup[] = ['you', 'people', 'records'];

/** What a person finds in the settings, in order. */
export function partsFor({ admin }: { admin: boolean }): Part[] {
  return ALL.filter((one) => pages[one.part] && (admin || !one.admin));
}
