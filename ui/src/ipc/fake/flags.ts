/** Flags in the pretended core, as a session with or without the clinical key sees them. */
import type { ActionView, AlertAction, FlagView } from '../bindings';

const KNOWN: [action: AlertAction, label: string, needs_note?: boolean, stays?: boolean][] = [
  ['evaluated', 'Evaluated in person or by video'],
  ['safety_plan_made', 'Safety plan made or gone through'],
  ['higher_level_arranged', 'Higher level of care arranged'],
  ['emergency_called', '911 or emergency step'],
  ['crisis_line_reached', 'Connected with 988 or a crisis team'],
  ['answered_in_error', 'The answer was not meant that way', true],
  ['not_reached', 'Could not reach the person yet', true, true],
  ['other', 'Something else', true]
];

export const ACTIONS: ActionView[] = KNOWN.map(([action, label, note = false, stays = false]) => ({
  action,
  label,
  needs_note: note,
  clears: !stays
}));

/** A flag raised some minutes ago. */
export function flagOf(flag: string, clinical: boolean): FlagView {
  return {
    flag,
    at: new Date(Date.now() - 18 * 60_000).toISOString(),
    may_clear: clinical,
    why: clinical
      ? ['PHQ-9: Item 9 was endorsed. Complete a suicide-risk screen before the client leaves.']
      : [],
    told: [],
    tried: [],
    actions: clinical ? ACTIONS : []
  };
}

/** The flag after something was done about it; nothing when that clears it. */
export function afterActions(
  flag: FlagView,
  actions: AlertAction[],
  note: string
): FlagView | null {
  const done = ACTIONS.filter(({ action }) => actions.includes(action));
  if (done.some((one) => one.clears)) return null;
  const words = [...done.map(({ label }) => label), note].join('. ');
  return { ...flag, tried: [`${words} (M. Okafor, LCSW)`, ...flag.tried] };
}
