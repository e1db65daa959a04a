/** Gives every choice the number key that picks it. */
import type { ChoiceView } from '../../ipc/bindings';

export interface KeyedChoice extends ChoiceView {
  key: string;
}

/** The stored number where each choice has one of one digit, as on paper; else 1, 2, 3. */
export function keyed(choices: ChoiceView[]): KeyedChoice[] {
  const digits = choices.map(({ value }) => String(value));
  const own =
    choices.every(({ value }) => typeof value === 'number') &&
    digits.every((digit) => /^\d$/.test(digit));
  return choices.map((choice, index) => ({
    ...choice,
    key: own ? (digits[index] ?? '') : String(index + 1)
  }));
}
