import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { LockState } from '../ipc/bindings';
import { setBackend } from '../ipc/call';
import { fakeOf } from '../ipc/fake';
import LockCountdown from './LockCountdown.svelte';

const soon: LockState = { idle_left: 42, session_left: 9000, countdown: true };
const later: LockState = { idle_left: 300, session_left: 9000, countdown: false };

it('counts the last minute down, takes no focus, and goes away when somebody is there', async () => {
  const stay = vi.fn(() => later);
  setBackend(fakeOf({ lock_state: () => soon, stay }));
  const before = document.activeElement;
  render(LockCountdown);
  await screen.findByText(/^Locking in 42 seconds/);
  expect(document.activeElement).toBe(before);
  await userEvent.keyboard('ab');
  await waitFor(() => expect(screen.queryByText(/^Locking in/)).toBeNull());
  expect(stay).toHaveBeenCalledTimes(1);
});

it('is read out at its steps and not every second', async () => {
  setBackend(fakeOf({ lock_state: () => ({ ...soon, idle_left: 42 }) }));
  render(LockCountdown);
  await screen.findByText(/^Locking in 42 seconds/);
  expect(screen.getByRole('status').textContent).toMatch(/Locking in 60 seconds/);
});

it('does not promise that a key helps when the session has lasted its time', async () => {
  setBackend(fakeOf({ lock_state: () => ({ ...soon, session_left: 20 }) }));
  render(LockCountdown);
  await screen.findByText(/^Locking in 20 seconds, after a long session/);
  expect(screen.queryByText(/press a key/)).toBeNull();
});
