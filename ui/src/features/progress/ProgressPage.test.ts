import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import { progressHandlers } from '../../ipc/fake/feature-progress';
import ProgressPage from './ProgressPage.svelte';

function opened(scene = '') {
  setBackend(fakeOf(progressHandlers(scene)));
  const onscreen = vi.fn();
  render(ProgressPage, { client: 'c1', onscreen });
  return { onscreen };
}

const phq = async () => within(await screen.findByRole('article', { name: 'PHQ-9 total' }));

/** Every attribute of a drawing, in one text. */
const attributes = (drawing: Element): string =>
  [...drawing.querySelectorAll('*')]
    .flatMap((part) => [...part.attributes].map(({ value }) => value))
    .join(' ');

describe('a score over time', () => {
  it('has its data beside the picture, and a gap is "Not scored"', async () => {
    opened();
    const card = await phq();
    const rows = within(card.getByRole('table', { name: /PHQ-9 total/ })).getAllByRole('row');
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['Date', 'Score', 'Band'],
      ['Sep 14, 2026', '17', 'Moderately severe'],
      ['Sep 28, 2026', '15', 'Moderately severe'],
      ['Oct 12, 2026', 'Not scored', '–'],
      ['Oct 26, 2026', '12', 'Moderate'],
      ['Nov 9, 2026', '11', 'Moderate'],
      ['Nov 23, 2026', '8', 'Mild']
    ]);
  });

  it('breaks the line at a gap, and draws target and bands by name', async () => {
    opened();
    const card = await phq();
    const picture = card.getByRole('img', { name: /PHQ-9 total over time/ });
    expect(picture.querySelectorAll('polyline')).toHaveLength(2);
    expect(picture.querySelectorAll('circle')).toHaveLength(5);
    expect(within(picture).getByText('Target 9')).toBeTruthy();
    expect(within(picture).getByText('Not scored')).toBeTruthy();
    for (const band of ['None–minimal', 'Mild', 'Moderate', 'Moderately severe', 'Severe']) {
      expect(within(picture).getByText(band)).toBeTruthy();
    }
    expect(picture.querySelectorAll('[style]')).toHaveLength(0);
    expect(attributes(picture)).not.toContain('NaN');
  });

  it('marks the days of the plan, and says what they are', async () => {
    opened();
    const card = await phq();
    const picture = card.getByRole('img', { name: /PHQ-9 total over time/ });
    const marks = [...picture.querySelectorAll<SVGLineElement>('line.event')];
    const xs = marks.map((mark) => Number(mark.getAttribute('x1')));
    expect(xs).toHaveLength(3);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
    const last = [...picture.querySelectorAll('circle')].at(-1)?.getAttribute('cx');
    expect(xs[2]).toBeGreaterThan(Number(last));
    const list = card.getByRole('list', { name: 'Days of the plan' });
    expect(within(list).getAllByRole('listitem')[1]?.textContent).toBe(
      '2 Oct 20, 2026: Review: Continue as planned'
    );
  });

  it('says in words what changed, what was reached and where it was published', async () => {
    opened();
    const card = await phq();
    expect(card.getByText(/^From 17 on Sep 14, 2026 to 8/)).toBeTruthy();
    expect(card.getByText('The target of 9 is reached.')).toBeTruthy();
    expect(card.getByText(/Meaningful change: 5 points/).textContent).toMatch(/CMAJ 2012/);
  });

  it('is drawn from the first score on', async () => {
    opened('once');
    const card = await phq();
    expect(attributes(card.getByRole('img'))).not.toContain('NaN');
    expect(card.getByText('There are not two scores to compare yet.')).toBeTruthy();
  });
});

it('leads to screening while there is no score', async () => {
  const { onscreen } = opened('empty');
  await userEvent.click(await screen.findByRole('button', { name: 'Go to screening' }));
  expect(onscreen).toHaveBeenCalled();
});
