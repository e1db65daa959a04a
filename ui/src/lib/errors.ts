/** A sentence for every code. A code without one fails type-checking. */
import type { Code } from '../ipc/bindings';
import en from '../messages/en.json';

type Sentences = { [K in Code]: string };

const sentences: Sentences = en.errors;

/** What happened and what to do about it, in plain words. */
export function sentence(code: Code): string {
  return sentences[code] ?? sentences.internal;
}

/** The detail of a refusal as a sentence; empty when there is none. */
export function detailed(detail: string): string {
  const words = detail.trim();
  if (words === '') return '';
  const end = /[.!?]$/.test(words) ? '' : '.';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${end}`;
}

/** What happened, and then what exactly, where that is known. */
export function fully(code: Code, detail: string): string {
  return [sentence(code), detailed(detail)].filter(Boolean).join(' ');
}

/** What exactly, where that is known, else what happened: for a list, where one of them is enough. */
export function briefly(code: Code, detail: string): string {
  return detailed(detail) || sentence(code);
}
