/** A passphrase being chosen. The core says what is wrong with it, as it is typed. */
import type { PassphraseView, Reason } from '../ipc/bindings';
import { call } from '../ipc/call';
import { t, tn } from './messages';

/** How long typing must rest before the core is asked, in milliseconds. */
const REST = 120;

export class NewPassphrase {
  value = $state('');
  /** What the core said of `value`; null while it has not said anything yet. */
  view = $state.raw<PassphraseView | null>(null);
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly names: () => string[]) {}

  type = (value: string): void => {
    this.value = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.judge(), REST);
  };

  /** Asks the core now; true when the passphrase may be used. */
  judge = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    const round = ++this.#round;
    const names = this.names().filter((name) => name.trim() !== '');
    const view = await call('check_passphrase', { passphrase: this.value, names }).catch(
      () => null
    );
    if (round === this.#round) this.view = view;
    return view?.ok ?? false;
  };

  forget(): void {
    clearTimeout(this.#timer);
    this.#round += 1;
    this.value = '';
    this.view = null;
  }
}

/** A reason in words. */
export function reasonText(reason: Reason): string {
  switch (reason.code) {
    case 'too_short':
      return tn('passphrase.tooShort', reason.missing);
    case 'too_long':
      return t('passphrase.tooLong');
    case 'common':
      return t('passphrase.common');
    case 'name':
      return t('passphrase.name');
  }
}
