import { describe, expect, it } from 'vitest';
import { CHUNK, RowWindow } from './row-window.svelte';

const ROWS = 100_000;
/** As tall as a chunk is taken to be until one was measured. */
const TALL = CHUNK * 57;

/** How tall the list is, taking drawn chunks to be as tall as they are thought to be. */
const length = (rows: RowWindow) => rows.above + rows.chunks.length * TALL + rows.below;

describe('the drawn rows of a long list', () => {
  it('are those in sight and some around them, and the list is as long as in full', () => {
    const rows = new RowWindow(() => ROWS);
    expect([rows.first, rows.above]).toEqual([0, 0]);
    expect(rows.end).toBeLessThan(100);
    rows.see(50 * TALL, 51 * TALL);
    expect(rows.draws(50 * CHUNK) && rows.draws(52 * CHUNK - 1)).toBe(true);
    expect(rows.chunks.length).toBeLessThan(5);
    expect(rows.above).toBe((rows.first / CHUNK) * TALL);
    expect(length(rows)).toBe((ROWS / CHUNK) * TALL);
  });

  it('reach the last one, whatever the list is divided by', () => {
    const rows = new RowWindow(() => 1_001);
    rows.see(1_001 * 57 - 900, 1_001 * 57);
    expect([rows.draws(1_000), rows.draws(1_001), rows.end]).toEqual([true, false, 1_001]);
    expect(rows.below).toBe(0);
  });

  it('are all of a short list, and none of an empty one', () => {
    expect(new RowWindow(() => 5).end).toBe(5);
    const none = new RowWindow(() => 0);
    expect([none.chunks, none.above, none.below]).toEqual([[], 0, 0]);
  });

  it('are wherever a row is to be seen', () => {
    const rows = new RowWindow(() => ROWS);
    rows.reveal(ROWS - 1);
    expect(rows.draws(ROWS - 1)).toBe(true);
    rows.reveal(ROWS / 2);
    expect(rows.draws(ROWS / 2)).toBe(true);
    rows.reveal(0);
    expect(rows.first).toBe(0);
  });
});

describe('chunks that are taller than they were thought to be', () => {
  it('leave room as tall as themselves when they are out of sight', () => {
    const rows = new RowWindow(() => ROWS);
    rows.measure(0, TALL);
    expect(rows.measure(1, TALL + 40)).toBe(0);
    rows.see(50 * TALL, 51 * TALL);
    expect(rows.above).toBe((rows.first / CHUNK) * TALL + 40);
  });

  it('move what is in sight only when they are above it', () => {
    const rows = new RowWindow(() => ROWS);
    rows.measure(0, TALL);
    rows.see(50 * TALL, 51 * TALL);
    expect(rows.measure(49, TALL + 40)).toBe(40);
    expect(rows.measure(49, TALL + 30)).toBe(-10);
    expect(rows.measure(50, TALL + 40)).toBe(0);
    expect(rows.measure(49, 0)).toBe(0);
  });

  it('say how tall a row is, when they are the first to be measured', () => {
    const rows = new RowWindow(() => 2 * CHUNK);
    rows.measure(0, CHUNK * 80);
    rows.see(10_000, 11_000);
    expect(rows.above).toBe(2 * CHUNK * 80);
  });
});
