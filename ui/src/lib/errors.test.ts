import { expect, it } from 'vitest';
import bindings from '../ipc/bindings.ts?raw';
import type { Code } from '../ipc/bindings';
import { sentence } from './errors';

const codes = [
  ...(/export type Code = ([^;]+);/.exec(bindings)?.[1] ?? '').matchAll(/"([^"]+)"/g)
].map((match) => match[1] as Code);

it('has a sentence of its own for every code', () => {
  expect(codes.length).toBeGreaterThan(20);
  const sentences = codes.map(sentence);
  for (const text of sentences) expect(text).toMatch(/^[A-Z].*[.]$/);
  expect(new Set(sentences).size).toBe(codes.length);
});
