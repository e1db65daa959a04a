/** What an objective can be measured by, and how it can stand: values and words, in order. */
import { t } from '../../lib/messages';
import { asText, type PlanEditing } from './editing';

type Choice = [string, string];

const STATUS = ['not_started', 'in_progress', 'met', 'deferred', 'discontinued'] as const;
const KINDS = ['instrument', 'behavior_count', 'other'] as const;
const SIDES = ['at_least', 'at_most'] as const;

export const statuses = STATUS.map((one): Choice => [one, t(`plan.status.${one}`)]);
export const kinds = KINDS.map((one): Choice => [one, t(`plan.objective.kinds.${one}`)]);
export const directions = SIDES.map((one): Choice => [one, t(`plan.objective.sides.${one}`)]);

/** What follows from the words of a measure, once they are settled. */
export class Measured {
  #words: string;

  constructor(
    private readonly draft: PlanEditing,
    private readonly path: string
  ) {
    this.#words = this.#shown('measure');
  }

  /**
   * A known score brings its last value along, where no baseline is written yet. Other words leave
   * behind no score that the objective is not measured by any more.
   */
  settle(words: string): void {
    const changed = words !== this.#words;
    this.#words = words;
    const score = this.draft.page.measures.find(({ label }) => label === words);
    if (!score) {
      if (changed && this.#shown('instrument') !== '') this.#choose('instrument', '');
      return;
    }
    if (score.last && this.#shown('baseline').trim() === '') this.#choose('baseline', score.last);
    if (this.#shown('instrument') === score.instrument) return;
    this.#choose('instrument', score.instrument);
    this.#choose('measure_kind', 'instrument');
    this.#choose('direction', score.direction);
  }

  #shown(field: string): string {
    return asText(this.draft.shown(`${this.path}/${field}`));
  }

  #choose(field: string, value: string): void {
    this.draft.choose(`${this.path}/${field}`, value);
  }
}
