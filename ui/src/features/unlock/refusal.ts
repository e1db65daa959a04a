/** How a refused sign-in is told: what belongs to the passphrase, and what belongs to the file. */
import type { Code } from '../../ipc/bindings';
import { sentence } from '../../lib/errors';
import { t } from '../../lib/messages';

export interface Refusal {
  /** Said at the passphrase field; otherwise in a box with a title. */
  atField: boolean;
  title: string;
  words: string;
}

const AT_FIELD: ReadonlySet<Code> = new Set<Code>(['wrong-passphrase', 'throttled']);

/** The words for a code, at the field or as a matter of its own. */
export function refusalOf(code: Code): Refusal {
  return { atField: AT_FIELD.has(code), title: troubleTitle(code), words: sentence(code) };
}

/** What the trouble is, in a few words. */
export function troubleTitle(code: Code): string {
  switch (code) {
    case 'damaged':
    case 'rolled-back':
      return t('unlock.trouble.damaged');
    case 'already-open':
      return t('unlock.trouble.alreadyOpen');
    case 'newer-schema':
      return t('unlock.trouble.newer');
    case 'not-a-vault':
      return t('unlock.trouble.notOurs');
    case 'no-such-file':
      return t('unlock.trouble.missing');
    case 'disk-full':
    case 'read-only':
    case 'file-system':
      return t('unlock.trouble.disk');
    default:
      return t('unlock.trouble.other');
  }
}

/** What is wrong with the file before anybody has typed anything. */
export function troubleWords(code: Code): string {
  switch (code) {
    case 'disk-full':
    case 'read-only':
    case 'file-system':
      return t(`unlock.atStart.${code}`);
    default:
      return sentence(code);
  }
}

/** What a person can do about a file that does not open, step by step. */
export function stepsFor(code: Code): string[] {
  switch (code) {
    case 'damaged':
    case 'rolled-back':
      return [t('unlock.steps.keepFile'), t('unlock.steps.backup')];
    case 'already-open':
      return [t('unlock.steps.otherWindow'), t('unlock.steps.otherComputer')];
    case 'newer-schema':
      return [t('unlock.steps.update')];
    case 'no-such-file':
      return [t('unlock.steps.drive')];
    default:
      return [t('unlock.steps.again')];
  }
}
