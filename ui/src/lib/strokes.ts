/** Pen strokes as text: `600x200 12,40 13,41;90,60`, with a mark of what was signed behind them. */

export type Spot = readonly [x: number, y: number];

export interface Strokes {
  width: number;
  height: number;
  strokes: Spot[][];
}

interface Group {
  points: readonly { x: number; y: number }[];
}

/** The sheet that signatures are kept on, whatever the size of the screen. */
const WIDTH = 600;
const HEIGHT = 200;
/** Points nearer than this to the one before say nothing more. */
const NEAR = 2;

/** The strokes a text holds; nothing for a text that holds none. */
export function readStrokes(text: string): Strokes | null {
  const found = /^(\d+)x(\d+) ([\d,; ]+?)(?: #[\da-f]+)?$/.exec(text);
  if (!found) return null;
  const [, width, height, drawn] = found;
  const spot = (word: string): Spot => {
    const [x, y] = word.split(',');
    return [Number(x), Number(y)];
  };
  const strokes = (drawn ?? '').split(';').map((stroke) => stroke.split(' ').map(spot));
  return { width: Number(width), height: Number(height), strokes };
}

/** What was drawn on a sheet of this size, as text; empty when it is nothing but dots. */
export function writeStrokes(groups: readonly Group[], width: number, height: number): string {
  const scale = Math.min(WIDTH / width, HEIGHT / height);
  const within = (at: number, most: number) => Math.max(0, Math.min(most, Math.round(at * scale)));
  const strokes = groups.map(({ points }) =>
    thinned(points.map(({ x, y }): Spot => [within(x, WIDTH), within(y, HEIGHT)]))
  );
  if (!strokes.some((stroke) => stroke.length > 1)) return '';
  const words = (stroke: Spot[]) => stroke.map(([x, y]) => `${x},${y}`).join(' ');
  const drawn = strokes.filter((stroke) => stroke.length > 0).map(words);
  return `${WIDTH}x${HEIGHT} ${drawn.join(';')}`;
}

function thinned(spots: Spot[]): Spot[] {
  const kept: Spot[] = [];
  for (const [at, spot] of spots.entries()) {
    const last = kept.at(-1);
    const far = !last || Math.hypot(spot[0] - last[0], spot[1] - last[1]) >= NEAR;
    if (far || (at === spots.length - 1 && kept.length === 1 && differs(spot, last))) {
      kept.push(spot);
    }
  }
  return kept;
}

const differs = (one: Spot, other: Spot | undefined) =>
  one[0] !== other?.[0] || one[1] !== other[1];

/** A stroke as the path of a drawing; a dot is a line to itself. */
export function pathOf(stroke: Spot[]): string {
  const [first, ...rest] = stroke;
  if (!first) return '';
  const to = rest.length > 0 ? rest : [first];
  return `M${first.join(' ')}${to.map((spot) => `L${spot.join(' ')}`).join('')}`;
}
