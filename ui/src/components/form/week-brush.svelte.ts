/** How the half hours of a week are marked: by pointer, by keys, by whole stretches. */
import { between, DAYS, keyOf, painted, SLOTS, type Cell } from './week';

const STEPS: { [key: string]: [day: number, slot: number] } = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -SLOTS],
  End: [0, SLOTS]
};

export class Brush {
  /** Where the keys are. */
  at = $state.raw<Cell>({ day: 0, slot: 6 });
  /** What is marked while a stroke lasts; null when none is under way. */
  stroke = $state.raw<Set<number> | null>(null);
  #anchor: Cell | null = null;
  /** What was marked before the stroke. */
  #before: ReadonlySet<number> = new Set();
  #on = true;
  #cells: () => ReadonlySet<number>;
  #send: (cells: Set<number>) => void;

  constructor(cells: () => ReadonlySet<number>, send: (cells: Set<number>) => void) {
    this.#cells = cells;
    this.#send = send;
  }

  /** A press begins a stroke: it marks, or it clears when it begins on a marked half hour. */
  press(cell: Cell): void {
    this.at = cell;
    this.#begin(cell, !this.#cells().has(keyOf(cell)));
    this.drag(cell);
  }

  drag(cell: Cell): void {
    if (!this.#anchor) return;
    this.at = cell;
    this.stroke = painted(this.#before, between(this.#anchor, cell), this.#on);
  }

  release(): void {
    const stroke = this.stroke;
    this.stroke = null;
    if (stroke) this.#send(stroke);
  }

  /** Space marks, arrows move, Shift with arrows extends what was marked. True when it was one. */
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key === ' ') {
      this.press(this.at);
      this.release();
      return true;
    }
    const step = STEPS[event.key];
    if (!step) return false;
    const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
    const to = {
      day: clamp(this.at.day + step[0], DAYS.length),
      slot: clamp(this.at.slot + step[1], SLOTS)
    };
    if (event.shiftKey) this.#extend(to);
    else this.#anchor = null;
    this.at = to;
    return true;
  }

  #extend(to: Cell): void {
    if (!this.#anchor) this.#begin(this.at, true);
    this.drag(to);
    this.release();
  }

  #begin(anchor: Cell, on: boolean): void {
    this.#anchor = anchor;
    this.#before = new Set(this.#cells());
    this.#on = on;
  }
}
