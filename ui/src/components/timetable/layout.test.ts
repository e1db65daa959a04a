import { describe, expect, it } from 'vitest';
import { arrow, clock, hours, placed, shifted, stored, type Block } from './layout';

const block = (id: string, start: number, minutes: number, day: Block['day'] = 'mon'): Block => ({
  id,
  day,
  start,
  minutes,
  title: id,
  note: '',
  tone: 'plain',
  more: id
});

const lanes = (blocks: Block[]) =>
  placed(blocks).map(({ block, lane, lanes }) => `${block.id} ${lane}/${lanes}`);

describe('sessions of a day', () => {
  it('stand below each other while none meets another', () => {
    expect(lanes([block('b', 600, 60), block('a', 540, 60)])).toEqual(['b 0/1', 'a 0/1']);
  });

  it('stand beside each other while they are held at a time, and no longer', () => {
    const all = [
      block('a', 540, 120),
      block('b', 570, 30),
      block('c', 600, 60),
      block('d', 700, 60),
      block('e', 540, 60, 'tue')
    ];
    expect(lanes(all)).toEqual(['a 0/2', 'b 1/2', 'c 1/2', 'd 0/1', 'e 0/1']);
  });
});

describe('the hours that are drawn', () => {
  it('are those around what is held', () => {
    expect(hours([block('a', 540, 180)], [])).toEqual([8, 13]);
    expect(hours([block('a', 0, 30)], [])).toEqual([0, 4]);
    expect(hours([block('a', 1380, 120)], [])).toEqual([22, 24]);
  });

  it('are a working day while nothing is, or begin when the person can come', () => {
    expect(hours([], [])).toEqual([8, 17]);
    expect(hours([], [{ day: 'mon', from: 360, until: 600 }])).toEqual([5, 17]);
  });
});

describe('a move', () => {
  it('ends at the edge of the week and of the day', () => {
    const late = block('a', 1425, 60, 'sun');
    expect(shifted(late, { days: 1, minutes: 15 })).toEqual({ day: 'sun', start: 1425 });
    expect(shifted(block('a', 5, 60), { days: -1, minutes: -15 })).toEqual({
      day: 'mon',
      start: 0
    });
    expect(shifted(block('a', 540, 60), { days: 2, minutes: 30 })).toEqual({
      day: 'wed',
      start: 570
    });
  });

  it('is made with arrows alone', () => {
    expect(arrow('ArrowUp')).toEqual({ days: 0, minutes: -15 });
    expect(arrow('Enter')).toBeNull();
  });
});

it('times are stored one way and shown another', () => {
  expect([0, 545, 720, 1050].map((minute) => [stored(minute), clock(minute)])).toEqual([
    ['00:00', '12:00 AM'],
    ['09:05', '9:05 AM'],
    ['12:00', '12:00 PM'],
    ['17:30', '5:30 PM']
  ]);
});
