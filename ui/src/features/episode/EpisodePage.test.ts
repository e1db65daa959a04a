import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import { episodeHandlers } from '../../ipc/fake/feature-intake';
import EpisodePage from './EpisodePage.svelte';

async function open(over = false) {
  const handlers = episodeHandlers(over);
  const answer = vi.fn(handlers.answer_episode!);
  const readmit = vi.fn(handlers.readmit_client!);
  setBackend(fakeOf(handlers, { answer_episode: answer, readmit_client: readmit }));
  const refresh = vi.fn();
  render(EpisodePage, { client: 'c1', name: 'Mari Núñez-Ibáñez', refresh });
  await screen.findByRole('heading', { name: 'Episode of care' });
  return { answer, readmit, refresh, user: userEvent.setup() };
}

describe('an episode', () => {
  it('is answered through its own command and shows what follows from it', async () => {
    const { user, answer, refresh } = await open();
    expect(screen.queryByLabelText('Next contact while waiting')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Admit again' })).toBeNull();
    await user.click(screen.getByLabelText('Waitlist'));
    await screen.findByLabelText('Next contact while waiting');
    expect(answer.mock.lastCall?.[0]).toMatchObject({ path: 'status', value: 'waitlist', rev: 1 });
    expect(refresh).toHaveBeenCalled();
  });

  it('keeps transfers in a table', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Add transfer' }));
    await user.type(await screen.findByLabelText('To whom'), 'Evening program');
    await user.tab();
    expect(await screen.findByDisplayValue('Evening program')).toBeTruthy();
  });

  it('lists those before it', async () => {
    await open();
    screen.getByText('Discharged May 19, 2025');
  });

  it('that is over can begin anew, once it was said what that means', async () => {
    const { user, readmit } = await open(true);
    await user.click(screen.getByRole('button', { name: 'Admit again' }));
    await screen.findByText(/A new episode begins today. Everything recorded before stays/);
    expect(readmit).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Begin a new episode' }));
    await waitFor(() => expect(readmit).toHaveBeenCalledTimes(1));
    await waitFor(() => expect(screen.queryByText('This episode is over.')).toBeNull());
    expect(await screen.findByText('Discharged Nov 20, 2026')).toBeTruthy();
  });
});
