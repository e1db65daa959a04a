import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf, type Handlers } from '../../ipc/fake';
import { programHandlers } from '../../ipc/fake/feature-program';
import PlanArea from './PlanArea.svelte';
import WeekPage from './WeekPage.svelte';

const user = userEvent.setup();

describe('a person’s week', () => {
  it('shows seats, ticks and what was delivered week by week', async () => {
    setBackend(fakeOf(programHandlers()));
    render(WeekPage, { client: 'c1' });
    await screen.findByText('1.0 h of 4.0 h planned; 2 not ticked yet');
    const weeks = screen.getByRole('table', { name: 'Week by week' });
    expect(within(weeks).getByRole('rowheader').textContent).toBe('Nov 23, 2026');
    await user.click(screen.getByRole('radio', { name: 'Came' }));
    await waitFor(() =>
      expect(screen.getByRole('radio', { name: 'Came' }).getAttribute('aria-checked')).toBe('true')
    );
  });

  it('still shows who came when no week is in force any more', async () => {
    const usual = programHandlers();
    const ended: Handlers = {
      open_week: async (request) => ({ ...(await usual.open_week!(request)), seats: [], since: '' })
    };
    setBackend(fakeOf(usual, ended));
    render(WeekPage, { client: 'c1' });
    await screen.findByText('No week is in force now.');
    expect(screen.getByRole('table', { name: 'Week by week' })).toBeTruthy();
  });

  it('is all that front desk is led to under the plan', async () => {
    setBackend(fakeOf(programHandlers()));
    render(PlanArea, { client: 'c1', clinical: false });
    await screen.findByRole('table', { name: 'Week by week' });
    const parts = within(screen.getByRole('group', { name: 'Parts of the plan' }));
    expect(parts.getAllByRole('button').map((one) => one.textContent?.trim())).toEqual([
      'Week and attendance'
    ]);
  });
});
