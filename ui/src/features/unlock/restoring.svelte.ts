/** A backup being restored: whose key opens it, what was typed, and why it was refused. */
import type { AppView, BackupView, RestoreBackup } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { sentence } from '../../lib/errors';
import { t } from '../../lib/messages';
import { Work } from '../../lib/work.svelte';
import { Attempt } from './attempt.svelte';

export class Restoring {
  user = $state('');
  passphrase = $state('');
  code = $state('');
  withCode = $state(false);
  readonly attempt = new Attempt();
  readonly work = new Work();

  constructor(backup: BackupView) {
    this.user = backup.people[0]?.user ?? '';
    this.withCode = backup.people.length === 0;
  }

  /** Why what was typed does not open the backup; empty when that is not the reason. */
  get atField(): string {
    const { refused } = this.attempt;
    const mine = this.withCode ? 'wrong-recovery-code' : 'wrong-passphrase';
    return refused === mine || refused === 'throttled' ? sentence(refused) : '';
  }

  /** Why it could not be restored, in the words of this place. */
  get words(): string {
    return this.attempt.refused === 'not-allowed' ? t('restore.notAllowed') : '';
  }

  choose(user: string): void {
    this.user = user;
    this.passphrase = '';
    this.attempt.refused = null;
  }

  turn(withCode: boolean): void {
    this.withCode = withCode;
    this.passphrase = this.code = '';
    this.attempt.refused = null;
  }

  /** Restores; nothing comes back when it is refused or stopped. */
  async restore(): Promise<AppView | undefined> {
    const request: RestoreBackup = this.withCode
      ? { user: '', passphrase: '', code: this.code }
      : { user: this.user, passphrase: this.passphrase, code: '' };
    const view = await this.attempt.at(() =>
      this.work.during(() => call('restore_backup', request))
    );
    if (view) this.passphrase = this.code = '';
    return view;
  }
}
