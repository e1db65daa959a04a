/** Moving a block with the pointer: by whole days and quarters of an hour. */
import { DAYS, STEP, type Shift } from './layout';

/** Pixels before a press is a drag. */
const SLACK = 5;

export class Drag {
  /** The block in hand; empty while there is none. */
  id = $state('');
  shift = $state<Shift>({ days: 0, minutes: 0 });
  #from: { x: number; y: number } | null = null;
  #dragged = false;

  constructor(
    /** The drawn week, and how many hours are drawn. */
    private readonly ground: () => { box: DOMRect; hours: number },
    private readonly onmove: (id: string, shift: Shift) => void
  ) {}

  press(id: string, event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (event.button !== 0) return;
    this.#from = { x: event.clientX, y: event.clientY };
    this.#dragged = false;
    this.id = id;
    event.currentTarget.setPointerCapture?.(event.pointerId);
  }

  move(event: PointerEvent): void {
    if (!this.#from) return;
    const { box, hours } = this.ground();
    const x = event.clientX - this.#from.x;
    const y = event.clientY - this.#from.y;
    if (Math.hypot(x, y) > SLACK) this.#dragged = true;
    if (!this.#dragged || box.width === 0 || box.height === 0) return;
    const quarters = Math.round(((y / box.height) * hours * 60) / STEP);
    this.shift = { days: Math.round((x / box.width) * DAYS.length), minutes: quarters * STEP };
  }

  /** Lets the block go where it is. */
  drop(): void {
    const { id, shift } = this;
    const moved = this.#dragged && (shift.days !== 0 || shift.minutes !== 0);
    this.cancel();
    if (moved) this.onmove(id, shift);
  }

  /** Puts the block back. */
  cancel(): void {
    this.#from = null;
    this.id = '';
    this.shift = { days: 0, minutes: 0 };
  }

  /** Whether the press that has just ended was a drag: it opens nothing then. */
  get wasDrag(): boolean {
    return this.#dragged;
  }
}
