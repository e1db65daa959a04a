import { expect, it } from 'vitest';
import bindings from '../ipc/bindings.ts?raw';
import type { Code } from '../ipc/bindings';
import { briefly, detailed, fully, sentence } from './errors';

const codes = [
  ...(/export type Code = ([^;]+);/.exec(bindings)?.[1] ?? '').matchAll(/"([^"]+)"/g)
].map((match) => match[1] as Code);

it('has a sentence of its own for every code', () => {
  expect(codes.length).toBeGreaterThan(20);
  const sentences = codes.map(sentence);
  for (const text of sentences) expect(text).toMatch(/^[A-Z].*[.]$/);
  expect(new Set(sentences).size).toBe(codes.length);
});

it('tells a detail as a second sentence, and nothing where there is none', () => {
  expect(fully('bad-value', 'choose a level first')).toBe(
    `${sentence('bad-value')} Choose a level first.`
  );
  expect(fully('bad-value', '')).toBe(sentence('bad-value'));
  expect(briefly('bad-value', 'choose a level first')).toBe('Choose a level first.');
  expect(briefly('bad-value', '')).toBe(sentence('bad-value'));
  expect(detailed('Is that so?')).toBe('Is that so?');
});
