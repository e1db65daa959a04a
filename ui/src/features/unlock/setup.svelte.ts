/** A clinic being set up: what was typed, and which step comes next. */
import type { Code, SessionView } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { t } from '../../lib/messages';
import { NewPassphrase } from '../../lib/passphrase.svelte';

export const STEPS = ['clinic', 'person', 'passphrase', 'recovery'] as const;
export type Step = (typeof STEPS)[number];

export class SetUp {
  step = $state<Step>('clinic');
  clinic = $state('');
  crisisSteps = $state(t('firstRun.clinic.stepsDraft'));
  crisisNoClinician = $state(t('firstRun.clinic.aloneDraft'));
  name = $state('');
  credential = $state('');
  code = $state('');
  /** The code to be written down; empty until the clinic is prepared. */
  recovery = $state('');
  busy = $state(false);
  /** Why the core refused the last step. */
  refused = $state<Code | null>(null);
  readonly passphrase = new NewPassphrase(() => [this.clinic, this.name]);

  go(step: Step): void {
    this.refused = null;
    this.step = step;
  }

  back(): void {
    const before = STEPS[STEPS.indexOf(this.step) - 1];
    if (before) this.go(before);
  }

  /** Makes the keys. Nothing is on disk yet. */
  prepare(): Promise<void> {
    return this.#do(async () => {
      const { recovery_code } = await call('prepare_clinic', {
        clinic: this.clinic,
        crisis_steps: this.crisisSteps,
        crisis_no_clinician: this.crisisNoClinician,
        name: this.name,
        credential: this.credential,
        passphrase: this.passphrase.value
      });
      this.recovery = recovery_code;
      this.code = '';
      this.step = 'recovery';
    });
  }

  /** Gives the code back; then the clinic is written. */
  async confirm(): Promise<SessionView | null> {
    let who: SessionView | null = null;
    await this.#do(async () => {
      who = await call('confirm_recovery', { code: this.code });
      this.#forget();
    });
    return who;
  }

  async #do(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.refused = null;
    try {
      await act();
    } catch (thrown) {
      this.#heed(asRefused(thrown).code);
    } finally {
      this.busy = false;
    }
  }

  /** Takes the person to the step where the trouble is. */
  #heed(code: Code): void {
    this.refused = code;
    if (code === 'weak-passphrase') this.step = 'passphrase';
    if (code === 'bad-name') this.step = 'person';
    if (code === 'nothing-prepared') this.step = 'passphrase';
  }

  #forget(): void {
    this.passphrase.forget();
    this.recovery = '';
    this.code = '';
  }
}
