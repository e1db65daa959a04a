/** Rows of a long answer that are read when they are wanted, page by page, and given up again. */
import type { ClientRow } from '../../ipc/bindings';

/** How many rows are read at once. */
const PAGE = 100;
/** How many pages are kept. */
const KEPT = 30;

/** What came of reading: rows, or that they are of an answer that is gone, or that none may be had. */
export type Page = ClientRow[] | 'outdated' | 'refused';
type Read = (offset: number, limit: number) => Promise<Page>;

export class RowPages {
  #pages = $state.raw(new Map<number, ClientRow[]>());
  #wanted = { first: 0, end: 0 };
  #isReading = false;

  constructor(private readonly read: Read) {}

  /** A row, when it was read. */
  row(index: number): ClientRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Gives up everything that was read. */
  clear(): void {
    this.#pages = new Map();
  }

  /**
   * Reads these rows unless they are there. Of wishes that come while others are read, the last one
   * counts: somebody who drags the list along does not wait for all that was passed.
   */
  want = async (first: number, end: number): Promise<void> => {
    this.#wanted = { first, end };
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let page = this.#lacking(); page !== undefined; page = this.#lacking()) {
        const rows = await this.read(page * PAGE, PAGE);
        if (rows === 'refused') return;
        if (rows !== 'outdated') this.#keep(page, rows);
      }
    } finally {
      this.#isReading = false;
    }
  };

  #lacking(): number | undefined {
    const { first, end } = this.#wanted;
    for (let page = Math.floor(first / PAGE); page * PAGE < end; page++) {
      if (!this.#pages.has(page)) return page;
    }
    return undefined;
  }

  /** Keeps a page; the one that was read longest ago makes room. */
  #keep(page: number, rows: ClientRow[]): void {
    const pages = [...this.#pages, [page, rows] as const];
    this.#pages = new Map(pages.slice(-KEPT));
  }
}
