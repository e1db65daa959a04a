/** The half hours of a week as a grid, and the spans that travel: `mon 09:00-12:30`. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Minute of the day at which the grid begins. */
const BEGIN = 6 * 60;
const STEP = 30;
/** Half hours of a day, 6:00 AM to 10:00 PM. */
export const SLOTS = 32;

/** One half hour: row and column of the grid. */
export interface Cell {
  day: number;
  slot: number;
}

export const keyOf = ({ day, slot }: Cell): number => day * SLOTS + slot;

/** The half hours that spans in their stored form cover. */
export function cellsOf(spans: readonly string[]): Set<number> {
  const cells = new Set<number>();
  for (const span of spans) {
    const [, name = '', from = '', until = ''] =
      /^([a-z]{3}) (\d\d:\d\d)-(\d\d:\d\d)$/.exec(span) ?? [];
    const day = DAYS.findIndex((one) => one === name);
    if (day < 0) continue;
    for (let slot = slotOf(from); slot < slotOf(until); slot++) cells.add(keyOf({ day, slot }));
  }
  return cells;
}

/** What no half hour of the grid stands for: kept word for word. */
export function unread(spans: readonly string[]): string[] {
  return spans.filter((span) => cellsOf([span]).size === 0);
}

/** The half hours as spans, one for each stretch. */
export function spansOf(cells: ReadonlySet<number>): string[] {
  const spans: string[] = [];
  DAYS.forEach((name, day) => {
    for (let slot = 0; slot < SLOTS; slot++) {
      if (!cells.has(keyOf({ day, slot }))) continue;
      const from = slot;
      while (slot < SLOTS && cells.has(keyOf({ day, slot }))) slot++;
      spans.push(`${name} ${clock(from)}-${clock(slot)}`);
    }
  });
  return spans;
}

/** Every half hour of the rectangle between two corners. */
export function between(one: Cell, other: Cell): number[] {
  const range = (a: number, b: number) =>
    Array.from({ length: Math.abs(a - b) + 1 }, (_, step) => Math.min(a, b) + step);
  return range(one.day, other.day).flatMap((day) =>
    range(one.slot, other.slot).map((slot) => keyOf({ day, slot }))
  );
}

/** The half hours with some of them switched on or off. */
export function painted(cells: ReadonlySet<number>, keys: number[], on: boolean): Set<number> {
  const next = new Set(cells);
  for (const key of keys) if (on) next.add(key);
  for (const key of keys) if (!on) next.delete(key);
  return next;
}

/** Monday to Friday between two hours. */
export function weekdays(fromHour: number, untilHour: number): number[] {
  const slot = (hour: number) => (hour * 60 - BEGIN) / STEP;
  return between({ day: 0, slot: slot(fromHour) }, { day: 4, slot: slot(untilHour) - 1 });
}

/** "9:30 AM" of a column. */
export function said(slot: number): string {
  const minute = BEGIN + slot * STEP;
  const hour = Math.floor(minute / 60);
  const half = hour < 12 ? 'AM' : 'PM';
  return `${((hour + 11) % 12) + 1}:${String(minute % 60).padStart(2, '0')} ${half}`;
}

/** "9 AM" at a full hour. */
export const hourSaid = (slot: number): string => said(slot).replace(':00', '');

function slotOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute - BEGIN) / STEP;
}

function clock(slot: number): string {
  const minute = BEGIN + slot * STEP;
  return [Math.floor(minute / 60), minute % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
