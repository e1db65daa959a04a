/** The words a client reads, in the client's language. An instrument's own wording is not ours. */
import en from '../messages/en.json';
import es from '../messages/es.json';

export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];
export type ClientKey = keyof typeof en.selfEntry;

type Words = { [K in ClientKey]: string };
const WORDS: { [L in Language]: Words } = { en: en.selfEntry, es: es.selfEntry };

class ClientWords {
  language = $state<Language>('en');

  say(key: ClientKey, params: Record<string, string | number> = {}): string {
    return WORDS[this.language][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(params[name] ?? whole)
    );
  }
}

export const clientWords = new ClientWords();
