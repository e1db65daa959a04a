import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClearFlag, ClientPage, TellOfFlag } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf, type Handlers } from '../../ipc/fake';
import { session as who } from '../../ipc/fake/clinic';
import { vaultHandlers } from '../../ipc/fake/feature-vault';
import { session } from '../../lib/session.svelte';
import { toasts } from '../../lib/toasts.svelte';
import Flags from './Flags.svelte';

/** Shows the flags of the client who has one, and keeps them as the core replies. */
async function opened(scene = '') {
  const handlers = vaultHandlers(scene);
  const tell = vi.fn((request: TellOfFlag) => handlers.tell_of_flag!(request));
  const clear = vi.fn((request: ClearFlag) => handlers.clear_flag!(request));
  const layers: Handlers = { ...handlers, tell_of_flag: tell, clear_flag: clear };
  setBackend(fakeOf(layers));
  const page = await handlers.open_client!({ token: '', client: 'c2' });
  const onpage = vi.fn((now: ClientPage) => void shown.rerender({ flags: now.band.flags }));
  const shown = render(Flags, { client: 'c2', flags: page.band.flags, onpage });
  await user.click(screen.getByRole('button', { name: 'A clinician is needed' }));
  return { tell, clear, onpage };
}

const user = userEvent.setup();
const choose = (name: string) => user.click(screen.getByRole('checkbox', { name }));

beforeEach(() => {
  session.current = who;
  toasts.clear();
});

describe('at the front desk', () => {
  it('a flag shows what the clinic does, and never why', async () => {
    await opened('desk');
    expect(screen.getByText(/Call 988 together/)).toBeTruthy();
    expect(screen.getByText(/911 in an emergency/)).toBeTruthy();
    expect(screen.queryByText('Why')).toBeNull();
    expect(screen.queryByText(/PHQ-9/)).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('Escape folds the panel and leaves the flag', async () => {
    await opened('desk');
    const turner = screen.getByRole('button', { name: 'A clinician is needed' });
    await user.click(screen.getByLabelText('Who was told?'));
    await user.keyboard('{Escape}');
    expect(turner.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(turner);
  });

  it('who was told is put on record, and listed', async () => {
    const { tell } = await opened('desk');
    await user.click(screen.getByRole('button', { name: 'Put on record' }));
    expect(await screen.findByText('Write who was told.')).toBeTruthy();
    expect(tell).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('Who was told?'), 'Dana Reyes, LMFT{Enter}');
    await screen.findByText(/^Dana Reyes, LMFT, Today, .* \(by Jo Park\)$/);
    expect(tell.mock.calls[0]?.[0]).toMatchObject({
      client: 'c2',
      flag: 'f1',
      whom: 'Dana Reyes, LMFT'
    });
    expect(screen.getByLabelText<HTMLInputElement>('Who was told?').value).toBe('');
    expect(screen.getByRole('button', { name: 'A clinician is needed' })).toBeTruthy();
  });
});

describe('a clinician', () => {
  it('sees why, and clears it by saying what was done', async () => {
    const { clear } = await opened();
    expect(screen.getByText(/PHQ-9: Item 9 was endorsed/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(await screen.findByText('Choose what was done.')).toBeTruthy();
    await choose('Evaluated in person or by video');
    await choose('Safety plan made or gone through');
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(toasts.list.at(-1)?.message).toMatch(/^Cleared/));
    expect(clear.mock.calls[0]?.[0]).toMatchObject({
      flag: 'f1',
      actions: ['evaluated', 'safety_plan_made'],
      disposition: ''
    });
  });

  it('who did not reach the person is told that the flag stays, and has to say what was tried', async () => {
    const { clear } = await opened();
    await choose('Could not reach the person yet');
    expect(screen.getByText(/With this alone the flag stays/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Record the attempt' }));
    expect(await screen.findByText('Say in a few words what happened.')).toBeTruthy();
    expect(clear).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('In your words'), 'Called twice, no answer');
    await user.click(screen.getByRole('button', { name: 'Record the attempt' }));
    await screen.findByText(/Could not reach the person yet. Called twice, no answer/);
    expect(toasts.list.at(-1)?.message).toMatch(/The flag stays/);
    expect(screen.getByRole('button', { name: 'A clinician is needed' })).toBeTruthy();
  });
});
