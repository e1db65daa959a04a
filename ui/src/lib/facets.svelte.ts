/** A page from the core, each of whose parts tells only those of a change who have read it. */
import { shared } from './shared';

class Facet {
  value = $state.raw<unknown>();

  constructor(value: unknown) {
    this.value = value;
  }
}

export class Facets<P extends object> {
  /** The page: it stays the same object, and its parts change. */
  readonly page = {} as P;
  readonly #facets = new Map<string, Facet>();

  constructor(page: P) {
    this.take(page);
  }

  /** Takes what the core says now; a part that is as it was changes nothing for anybody. */
  take(page: P): void {
    if (page === this.page) return;
    for (const [name, next] of Object.entries(page)) {
      const facet = this.#facets.get(name);
      if (!facet) this.#add(name, next);
      else if (!Object.is(facet.value, next)) facet.value = shared(facet.value, next);
    }
  }

  #add(name: string, value: unknown): void {
    const facet = new Facet(value);
    this.#facets.set(name, facet);
    Object.defineProperty(this.page, name, { enumerable: true, get: () => facet.value });
  }
}
