/** Where a question stands on the page, and what it is called there. */
import type { SuitabilityPage } from '../../ipc/bindings';

/** The id of a question's element. */
export function questionId(id: string): string {
  return `suitability-${id}`;
}

/** Every question of the page by its id, in the words in which it is asked. */
export function labels(page: SuitabilityPage): Map<string, string> {
  const asked = [page.red, page.amber, page.factors, page.context].flat();
  return new Map(asked.map(({ id, label }) => [id, label]));
}

/** Takes the cursor to a question: to its answer, else to its first choice, else to itself. */
export function goTo(id: string): void {
  const question = document.getElementById(questionId(id));
  if (!question) return;
  question.scrollIntoView({ block: 'center' });
  const answer =
    question.querySelector<HTMLElement>('input:checked') ?? question.querySelector('input');
  (answer ?? question).focus({ preventScroll: true });
}
