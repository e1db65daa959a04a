/** Where everything of a trend falls on paper, in pixels. It draws nothing and judges nothing. */
import { shownDate } from '../../components/plan/dates';
import type { BandRange, PlanEvent, Trend, TrendPoint } from '../../ipc/bindings';

export interface Spot {
  x: number;
  y: number;
  label: string;
}

/** A day on the axis; its label stays on the paper where the day is near an edge. */
export interface Day extends Spot {
  labelX: number;
}

export interface Strip {
  y: number;
  height: number;
  /** From 0 upward; how strongly it is tinted. */
  severity: number;
  /** Its name beside it in one or two lines; none where there is no room. */
  lines: string[];
}

export interface Plot {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  strips: Strip[];
  /** Runs of scores without a gap between them, as points of a line. */
  runs: string[];
  spots: Spot[];
  /** Where it was given and not scored. */
  gaps: number[];
  target: number | null;
  /** Days of the plan, by their number in the list beside. */
  events: { x: number; n: number }[];
  scale: Spot[];
  days: Day[];
}

type Scored = TrendPoint & { value: number };

const isScored = (point: TrendPoint): point is Scored => point.value !== null;
const time = (point: { on: string }) => Date.parse(`${point.on}T00:00:00Z`);

/** Whether there is a number to draw. */
export function canBeDrawn(trend: Trend): boolean {
  return trend.points.some(isScored);
}

/** Lays a trend out, and the days of the plan with it, in `width` pixels, where `rem` pixels are the height of the text's em. */
export function plotOf(trend: Trend, events: PlanEvent[], width: number, rem: number): Plot {
  const roomy = width >= 30 * rem;
  const height = 15 * rem;
  const [left, right] = [2.5 * rem, width - (roomy ? 8.5 : 0.75) * rem];
  const [top, bottom] = [rem, height - 2 * rem];
  const [low, high] = span(trend);
  const y = (value: number) => bottom - ((value - low + 0.5) / (high - low + 1)) * (bottom - top);
  const x = across([...trend.points, ...events], left + rem, right - rem);
  const spots = trend.points
    .filter(isScored)
    .map((point) => ({ x: x(point), y: y(point.value), label: point.shown }));
  const days = trend.points.map((point) => ({
    x: x(point),
    y: bottom,
    label: shownDate(point.on),
    labelX: Math.min(Math.max(x(point), 3.25 * rem), width - 3.25 * rem)
  }));
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    strips: strips(trend.bands, y, roomy, rem),
    runs: runs(trend.points, x, y),
    spots,
    events: events.map((event, at) => ({ x: x(event), n: at + 1 })),
    gaps: trend.points.filter((point) => !isScored(point)).map(x),
    target: trend.target === null ? null : y(trend.target),
    scale: marks(low, high).map((value) => ({ x: left, y: y(value), label: String(value) })),
    days: apart(days, 6.5 * rem)
  };
}

/** The lowest and the highest value to be drawn. */
function span({ range, bands, points, target }: Trend): [number, number] {
  const known = [
    ...(range ?? []),
    ...bands.flatMap(({ from, to }) => [from, to]),
    ...points.filter(isScored).map(({ value }) => value),
    ...(target === null ? [] : [target])
  ];
  return [Math.min(...known), Math.max(...known)];
}

function across(days: { on: string }[], from: number, to: number): (day: { on: string }) => number {
  const times = days.map(time);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (first === last) return () => (from + to) / 2;
  return (day) => from + ((time(day) - first) / (last - first)) * (to - from);
}

function runs(
  points: TrendPoint[],
  x: (point: TrendPoint) => number,
  y: (value: number) => number
): string[] {
  const found: string[][] = [[]];
  for (const point of points) {
    if (isScored(point)) found.at(-1)?.push(`${x(point)},${y(point.value)}`);
    else found.push([]);
  }
  return found.filter((run) => run.length > 1).map((run) => run.join(' '));
}

function strips(
  bands: BandRange[],
  y: (value: number) => number,
  roomy: boolean,
  rem: number
): Strip[] {
  return bands.map(({ from, to, label, severity }) => {
    const [head, foot] = [y(to + 0.5), y(from - 0.5)];
    const height = foot - head;
    const lines = roomy && height >= 0.95 * rem ? folded(label, height > 2 * rem ? 2 : 1) : [];
    return { y: head, height, severity: Math.min(severity ?? 0, 4), lines };
  });
}

/** Words on at most so many lines of eighteen letters; the table has them whole. */
function folded(label: string, most: number): string[] {
  const lines = [''];
  for (const word of label.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= 18 || lines.at(-1) === '') lines[lines.length - 1] = line;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
}

/** About four whole numbers from the lowest to the highest. */
function marks(low: number, high: number): number[] {
  const step = Math.max(1, Math.ceil((high - low) / 4));
  const found = [];
  for (let value = low; value < high; value += step) found.push(value);
  if (high - (found.at(-1) ?? low) < step / 2 && found.length > 1) found.pop();
  return [...found, high];
}

/** Those that stand far enough from each other; the first and the last always. */
function apart(spots: Day[], least: number): Day[] {
  const kept: Day[] = [];
  for (const spot of spots) {
    const before = kept.at(-1);
    if (!before || spot.x - before.x >= least) kept.push(spot);
  }
  const last = spots.at(-1);
  if (!last || kept.at(-1) === last) return kept;
  while (kept.length > 1 && last.x - (kept.at(-1)?.x ?? 0) < least) kept.pop();
  const alone = kept.length === 1 && last.x - (kept[0]?.x ?? 0) < least;
  return alone ? [last] : [...kept, last];
}
