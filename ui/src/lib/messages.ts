/** The words of the window. Every string a person sees stands in `messages/`. */
import en from '../messages/en.json';

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

export type MessageKey = Leaves<typeof en>;
type Params = Record<string, string | number>;

/** The words under a key, with `{name}` filled in. */
export function t(key: MessageKey, params: Params = {}): string {
  let here: unknown = en;
  for (const step of key.split('.')) here = (here as Record<string, unknown>)[step];
  return (here as string).replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in params ? String(params[name]) : whole
  );
}

/** Picks `<key>.one` or `<key>.other` by `count`, which fills `{count}`. */
export function tn(key: PluralKey, count: number, params: Params = {}): string {
  const form = count === 1 ? 'one' : 'other';
  return t(`${key}.${form}` as MessageKey, { count, ...params });
}

type PluralKey = MessageKey extends infer K
  ? K extends `${infer Stem}.other`
    ? Stem
    : never
  : never;
