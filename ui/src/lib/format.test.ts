import { expect, it } from 'vitest';
import { clockTime, initials, moment } from './format';

it('shows the time of a save to the second, in 24 hours', () => {
  const at = new Date(2026, 10, 23, 0, 5, 9).toISOString();
  expect(clockTime(at)).toBe('00:05:09');
  expect(clockTime('not a time')).toBe('');
});

it('says today and yesterday, and the date before that', () => {
  const now = new Date(2026, 10, 23, 9, 0);
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 30).toISOString();
  expect(moment(at(23, 8), now)).toMatch(/^Today, 8:30\sAM$/);
  expect(moment(at(22, 17), now)).toMatch(/^Yesterday, 5:30\sPM$/);
  expect(moment(at(19, 17), now)).toBe('Nov 19, 2026');
});

it('takes initials from the first and last word, in any script', () => {
  expect(initials('Marisol Núñez-Ibáñez')).toBe('MN');
  expect(initials('Đặng')).toBe('Đ');
  expect(initials('Dr. (Jo) Park')).toBe('DP');
});
