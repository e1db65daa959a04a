import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { ItemView } from '../../ipc/bindings';
import { ask } from '../../ipc/fake/form-sample';
import type { Answering } from '../../lib/answering';
import FormItem from './FormItem.svelte';
import { cellsOf, spansOf } from './week';

function shown(change: Partial<ItemView> = {}) {
  const choose = vi.fn();
  const on: Answering = {
    pending: () => undefined,
    focus: () => {},
    type: () => {},
    choose,
    leave: () => {},
    addRow: async () => null,
    removeRow: () => {},
    moveRow: () => {},
    problem: () => ''
  };
  const item = ask('times', 'When can you come?', 'week', 'required', change as object);
  const view = render(FormItem, { item, on });
  return { choose, user: userEvent.setup(), ...view, item, on };
}

const cell = (name: string) => screen.getByRole('gridcell', { name });

describe('a week', () => {
  it('is one stop for Tab, however many half hours it has', () => {
    shown();
    const cells = screen.getAllByRole('gridcell');
    expect(cells).toHaveLength(7 * 32);
    expect(cells.filter((one) => one.tabIndex === 0)).toHaveLength(1);
  });

  it('is marked with Space, and the mark is extended with Shift and arrows', async () => {
    const { choose, user, rerender, item, on } = shown();
    cell('Mon 9:00 AM').focus();
    await user.keyboard(' ');
    expect(choose).toHaveBeenLastCalledWith('times', ['mon 09:00-09:30']);
    await rerender({ item: { ...item, value: ['mon 09:00-09:30'] }, on });
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowDown}{/Shift}');
    expect(choose).toHaveBeenLastCalledWith('times', ['mon 09:00-10:30', 'tue 09:00-10:30']);
    await waitFor(() => expect(document.activeElement).toBe(cell('Tue 10:00 AM')));
  });

  it('clears a marked half hour with Space, and is blank without any', async () => {
    const { choose, user } = shown({ value: ['mon 09:00-09:30'] });
    cell('Mon 9:00 AM').focus();
    await user.keyboard(' ');
    expect(choose).toHaveBeenLastCalledWith('times', null);
  });

  it('takes typed times as they are, after those that are there', async () => {
    const { choose, user } = shown({ value: ['mon 09:00-12:30'] });
    await user.type(screen.getByLabelText('Type the times, then Enter'), 'tue 1-3 pm, wed 9-10');
    expect(choose).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    expect(choose).toHaveBeenCalledWith('times', ['mon 09:00-12:30', 'tue 1-3 pm', 'wed 9-10']);
  });

  it('keeps what could not be read until somebody takes it out', async () => {
    const { choose, user } = shown({ value: ['mon 09:00-12:30', 'whenever'] });
    await user.click(screen.getByRole('button', { name: 'Remove: whenever' }));
    expect(choose).toHaveBeenCalledWith('times', ['mon 09:00-12:30']);
  });

  it('adds whole stretches and says in words what is marked', async () => {
    const { choose, user } = shown({ value: ['sat 09:00-10:00'], shown: 'Sat 9:00 AM-10:00 AM' });
    expect(screen.getByText('Sat 9:00 AM-10:00 AM')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Weekday mornings' }));
    expect(choose.mock.lastCall?.[1]).toContain('wed 09:00-12:00');
    expect(choose.mock.lastCall?.[1]).toContain('sat 09:00-10:00');
  });
});

it('a week is the same after a turn through its half hours', () => {
  const spans = ['mon 06:00-07:30', 'thu 12:00-13:00', 'sun 21:30-22:00'];
  expect(spansOf(cellsOf(spans))).toEqual(spans);
});
