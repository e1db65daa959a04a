/**
 * Which rows of a long list are drawn: those in sight and some around them.
 *
 * Rows stand in chunks. A chunk that is not drawn is mere room: as tall as it was when it was drawn,
 * else as tall as its rows are by and large, so that the list is as long as it would be in full.
 * Knows nothing of what stands in a row.
 */

/** How many rows make a chunk. */
export const CHUNK = 20;
/** How far beyond what is in sight rows are drawn, in pixels. */
const MARGIN = 600;
/** How tall a row is taken to be until a chunk was measured. */
const ROW = 57;
/** How much of the list is taken to be in sight until somebody says. */
const SIGHT = 1000;

export class RowWindow {
  #row = ROW;
  readonly #heights = new Map<number, number>();
  /** Changes with every measured height. */
  #measured = $state(0);
  #from = $state(0);
  #to = $state(SIGHT);

  readonly #drawn = $derived.by(() => {
    void this.#measured;
    const drawn = { first: 0, end: 0, above: 0, below: 0 };
    let top = 0;
    for (let chunk = 0; chunk < this.#chunks; chunk++) {
      const height = this.#height(chunk);
      if (top + height < this.#from - MARGIN) drawn.above += height;
      else if (top > this.#to + MARGIN) drawn.below += height;
      else drawn.end = chunk + 1;
      if (drawn.end === 0) drawn.first = chunk + 1;
      top += height;
    }
    return drawn;
  });
  readonly #first = $derived(this.#drawn.first);
  readonly #end = $derived(Math.max(this.#drawn.end, this.#first));
  /** The room above the drawn rows, in pixels. */
  readonly above = $derived(this.#drawn.above);
  /** The room below them. */
  readonly below = $derived(this.#drawn.below);
  /** The chunks that are drawn, in order. */
  readonly chunks = $derived(
    Array.from({ length: this.#end - this.#first }, (_, nth) => this.#first + nth)
  );

  constructor(private readonly count: () => number) {}

  /** The first drawn row. */
  get first(): number {
    return this.#first * CHUNK;
  }

  /** The row behind the last drawn one. */
  get end(): number {
    return Math.min(this.#end * CHUNK, this.count());
  }

  /** Whether a row is drawn. */
  draws = (row: number): boolean => row >= this.first && row < this.end;

  /** Takes which part of the list is in sight, in pixels from its top. */
  see(from: number, to: number): void {
    this.#from = from;
    this.#to = to;
  }

  /** Draws a row, wherever it stands; to scroll there is for others. */
  reveal(row: number): void {
    if (this.draws(row)) return;
    const chunk = Math.floor(row / CHUNK);
    const top = this.#top(chunk) + (row - chunk * CHUNK) * this.#row;
    this.see(top, top + this.#to - this.#from);
  }

  /**
   * Takes how tall a drawn chunk is. Gives back by how much that moves what is in sight: rows above
   * it turned out to be taller or shorter than the room that stood for them.
   */
  measure(chunk: number, height: number): number {
    const before = this.#height(chunk);
    const isKnown = this.#heights.has(chunk) && Math.abs(height - before) < 0.5;
    if (height <= 0 || isKnown) return 0;
    const isAbove = this.#top(chunk) + before <= this.#from;
    if (this.#heights.size === 0) this.#row = height / this.#rows(chunk);
    this.#heights.set(chunk, height);
    this.#measured++;
    if (!isAbove) return 0;
    this.see(this.#from + height - before, this.#to + height - before);
    return height - before;
  }

  get #chunks(): number {
    return Math.ceil(this.count() / CHUNK);
  }

  #rows(chunk: number): number {
    return Math.min(CHUNK, this.count() - chunk * CHUNK);
  }

  #height(chunk: number): number {
    return this.#heights.get(chunk) ?? this.#rows(chunk) * this.#row;
  }

  #top(chunk: number): number {
    let top = 0;
    for (let before = 0; before < chunk; before++) top += this.#height(before);
    return top;
  }
}
