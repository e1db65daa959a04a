import { describe, expect, it } from 'vitest';
import { pathOf, readStrokes, writeStrokes } from './strokes';

const line = (from: number, to: number) => ({
  points: Array.from({ length: to - from + 1 }, (_, n) => ({ x: from + n, y: 10 }))
});

describe('pen strokes', () => {
  it('are scaled to one sheet, thinned, and read back', () => {
    const text = writeStrokes([line(0, 300), { points: [{ x: 150, y: 50 }] }], 300, 100);
    expect(text.startsWith('600x200 0,20 2,20 4,20')).toBe(true);
    const read = readStrokes(text);
    expect(read?.strokes.map((stroke) => stroke.length)).toEqual([301, 1]);
    expect(read?.strokes[1]).toEqual([[300, 100]]);
    expect(readStrokes(`${text} #00ff00ff00ff00ff`)).toEqual(read);
  });

  it('of a thousand points stay short', () => {
    const groups = Array.from({ length: 12 }, () => line(0, 600));
    expect(writeStrokes(groups, 600, 200).length).toBeLessThan(40_000);
  });

  it('never leave the sheet', () => {
    const wild = {
      points: [
        { x: -40, y: 900 },
        { x: 5000, y: -3 }
      ]
    };
    expect(writeStrokes([wild], 600, 200)).toBe('600x200 0,200 600,0');
  });

  it('are nothing when there are only dots', () => {
    expect(writeStrokes([{ points: [{ x: 5, y: 5 }] }], 600, 200)).toBe('');
    expect(writeStrokes([], 600, 200)).toBe('');
  });

  it('that are none are not drawn', () => {
    for (const odd of ['', 'Ana Luz', '600x200', '<svg>']) expect(readStrokes(odd)).toBeNull();
  });

  it('become paths', () => {
    expect(
      pathOf([
        [1, 2],
        [3, 4]
      ])
    ).toBe('M1 2L3 4');
    expect(pathOf([[1, 2]])).toBe('M1 2L1 2');
  });
});
