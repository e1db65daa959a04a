import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import { shell } from './app/inside';
import { place } from './app/where.svelte';
import { Autosave } from './lib/autosave.svelte';
import { session } from './lib/session.svelte';
import { setBackend } from './ipc/call';
import { fakeOf, refuse, type Handlers } from './ipc/fake';
import { clinicHandlers, PASSPHRASE } from './ipc/fake/clinic';

function open(scene: string, more: Handlers = {}) {
  setBackend(fakeOf(clinicHandlers(scene), more));
  render(App);
  return userEvent.setup();
}

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

// Read from its sources it takes longer than somebody waits.
beforeAll(shell, 60_000);

beforeEach(() => {
  session.current = null;
  place.reset();
});

describe('the window', () => {
  it('sets up a clinic first, and shows nothing of the inside until that is done', async () => {
    open('first-run');
    await heading('Care that holds together');
    expect(screen.queryByRole('navigation', { name: 'Main' })).toBeNull();
  });

  it('asks who is signing in when there is a clinic', async () => {
    open('locked');
    await heading('Who is signing in?');
  });

  it('says what is wrong with the file, and tries again when asked to', async () => {
    const states = vi.fn(clinicHandlers('trouble:already-open').app_state);
    const user = open('trouble:already-open', { app_state: states });
    await heading('The records are open somewhere else');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(states).toHaveBeenCalledTimes(2));
  });

  it('asks for no passphrase of the sample clinic', async () => {
    const user = open('sample-locked');
    await heading('The sample clinic is locked');
    await user.click(screen.getByRole('button', { name: 'Go on in the sample clinic' }));
    await heading('Clients');
    await user.click(screen.getByRole('button', { name: 'Leave the sample' }));
    await heading('Care that holds together');
  });

  it('goes to sign-in as soon as any command finds that nobody is signed in', async () => {
    let locked = false;
    const user = open('open', {
      app_state: () => clinicHandlers(locked ? 'locked' : 'open').app_state!({}),
      find_clients: () =>
        locked ? refuse('locked') : { rows: [], matching: 0, found: 0, total: 3, stages: [] }
    });
    await heading('Clients');
    locked = true;
    await user.keyboard('ana');
    await heading('Who is signing in?');
    expect(screen.getByText(/The window locked by itself/)).toBeTruthy();
    expect(session.token).toBe('');
  });

  it('locks with Ctrl+L once everything is saved', async () => {
    const user = open('open');
    await heading('Clients');
    await user.keyboard('{Control>}l{/Control}');
    await heading('Who is signing in?');
  });

  it('forgets which clients were shown when it locks', async () => {
    const user = open('open');
    await user.click(await screen.findByRole('radio', { name: 'Waitlist' }));
    await user.keyboard('{Control>}l{/Control}');
    await heading('Who is signing in?');
    await user.keyboard(`${PASSPHRASE}{Enter}`);
    const all = await screen.findByRole<HTMLInputElement>('radio', { name: 'All' });
    expect(all.checked).toBe(true);
  });

  it('does not leave a page with unsaved words without asking', async () => {
    const user = open('open');
    await heading('Clients');
    const queue = new Autosave<{ rev: number; saved_at: null }>({
      send: () => refuse('too-long'),
      reload: () => refuse('internal'),
      took: () => {}
    });
    queue.chosen('story', 'very long');
    await user.keyboard('{Control>}2{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Stay on the page' }));
    expect(screen.queryByRole('heading', { name: 'Staff' })).toBeNull();
    await user.keyboard('{Control>}2{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Leave without it' }));
    await heading('Staff');
    queue.forget(() => true);
    await queue.close();
  });

  it('finds clients and things to do from anywhere with Ctrl+K', async () => {
    const user = open('open');
    await heading('Clients');
    await user.keyboard('{Control>}k{/Control}');
    const find = await screen.findByRole('combobox', { name: 'Find a client or do something' });
    await waitFor(() => expect(document.activeElement).toBe(find));
    await user.keyboard('settings{Enter}');
    await heading('Staff');
  });
});
