/** Where sessions stand on a drawn week. It counts no hours and knows no conflict. */
import type { Day } from '../../ipc/bindings';

export const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The shortest move, in minutes. */
export const STEP = 15;
const LAST = 24 * 60;

/** Something on the week. */
export interface Block {
  id: string;
  day: Day;
  /** Minutes since midnight. */
  start: number;
  minutes: number;
  title: string;
  /** A second line: "8 of 12 taken". */
  note: string;
  tone: 'plain' | 'warn' | 'chosen';
  /** What a reader says after that, to those who cannot see where it stands and how long it is. */
  more: string;
}

/** A stretch of a day on which the person can come. */
export interface Span {
  day: Day;
  from: number;
  until: number;
}

/** A block beside those of the same time. */
export interface Placed {
  block: Block;
  /** Which of the lanes of its day, from 0, and how many there are beside each other. */
  lane: number;
  lanes: number;
}

/** A move by days and minutes. */
export interface Shift {
  days: number;
  minutes: number;
}

const until = (block: Block) => block.start + Math.max(block.minutes, STEP);

/** Each block in a lane of its own where several are held at a time; in the order given. */
export function placed(blocks: readonly Block[]): Placed[] {
  const found = new Map<string, Placed>();
  for (const day of DAYS) {
    const of = blocks.filter((block) => block.day === day);
    of.sort((a, b) => a.start - b.start || until(b) - until(a));
    for (const cluster of clusters(of)) {
      const ends: number[] = [];
      const lanes = cluster.map((block) => {
        const free = ends.findIndex((end) => end <= block.start);
        const lane = free < 0 ? ends.length : free;
        ends[lane] = until(block);
        return lane;
      });
      cluster.forEach((block, at) => {
        found.set(block.id, { block, lane: lanes[at] ?? 0, lanes: ends.length });
      });
    }
  }
  return blocks.flatMap((block) => found.get(block.id) ?? []);
}

/** Blocks that hang together in time. */
function clusters(sorted: Block[]): Block[][] {
  const all: Block[][] = [];
  let end = -1;
  for (const block of sorted) {
    if (block.start >= end) all.push([]);
    all.at(-1)?.push(block);
    end = Math.max(end, until(block));
  }
  return all;
}

/** The hours to draw: an hour around what is held, a working day while nothing is. */
export function hours(blocks: readonly Block[], free: readonly Span[]): [number, number] {
  const held = blocks.length > 0 ? blocks.map((it) => [it.start, until(it)] as const) : null;
  const about = held ?? [[Math.min(...free.map((it) => it.from), 9 * 60), 16 * 60] as const];
  const first = Math.min(...about.map(([from]) => from)) - 60;
  const last = Math.max(...about.map(([, end]) => end)) + 60;
  const from = Math.max(0, Math.floor(first / 60));
  return [from, Math.min(24, Math.max(from + 4, Math.ceil(last / 60)))];
}

/** A day and a time after a move; the edge of the week and of the day where it ends. */
export function shifted(block: Block, { days, minutes }: Shift): { day: Day; start: number } {
  const at = Math.min(DAYS.length - 1, Math.max(0, DAYS.indexOf(block.day) + days));
  const start = Math.min(LAST - STEP, Math.max(0, block.start + minutes));
  return { day: DAYS[at] ?? block.day, start };
}

/** The move that an arrow means; nothing for another key. */
export function arrow(key: string): Shift | null {
  if (key === 'ArrowLeft') return { days: -1, minutes: 0 };
  if (key === 'ArrowRight') return { days: 1, minutes: 0 };
  if (key === 'ArrowUp') return { days: 0, minutes: -STEP };
  return key === 'ArrowDown' ? { days: 0, minutes: STEP } : null;
}

/** Minutes since midnight of `17:30`; nothing while it is not a time. */
export function minuteOf(start: string): number | null {
  const found = /^(\d\d):(\d\d)$/.exec(start);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** "5:30 PM" of minutes since midnight. */
export function clock(minute: number): string {
  const hour = Math.floor(minute / 60);
  const half = hour < 12 ? 'AM' : 'PM';
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute % 60).padStart(2, '0')} ${half}`;
}

/** `17:30` of minutes since midnight. */
export function stored(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** A time as people read it, or as it was typed. */
export function shownTime(text: string): string {
  const minute = minuteOf(text);
  return minute === null ? text : clock(minute);
}
