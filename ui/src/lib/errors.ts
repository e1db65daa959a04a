/** A sentence for every code. A code without one fails type-checking. */
import type { Code } from '../ipc/bindings';
import en from '../messages/en.json';

type Sentences = { [K in Code]: string };

const sentences: Sentences = en.errors;

/** What happened and what to do about it, in plain words. */
export function sentence(code: Code): string {
  return sentences[code] ?? sentences.internal;
}
