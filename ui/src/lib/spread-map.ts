/**
 * A reactive map for thousands of readers. A `SvelteMap` tells everybody who looked for an absent
 * key of every change; here only those few hear of it who share a part with the key.
 */
import { SvelteMap } from 'svelte/reactivity';

const PARTS = 256;

function partOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at += 1) hash = (hash * 31 + key.charCodeAt(at)) | 0;
  return (hash >>> 0) % PARTS;
}

export class SpreadMap<V> {
  readonly #parts = Array.from({ length: PARTS }, () => new SvelteMap<string, V>());

  get(key: string): V | undefined {
    return this.#part(key).get(key);
  }

  set(key: string, value: V): void {
    this.#part(key).set(key, value);
  }

  delete(key: string): void {
    this.#part(key).delete(key);
  }

  /** All of it, in no order that means anything. */
  entries(): [string, V][] {
    return this.#parts.flatMap((part) => [...part]);
  }

  #part(key: string): SvelteMap<string, V> {
    return this.#parts[partOf(key)] as SvelteMap<string, V>;
  }
}
