import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { clinicHandlers, session } from '../../ipc/fake/clinic';
import FirstRun from './FirstRun.svelte';

const onfounded = vi.fn();
const onsample = vi.fn();

function start(more: Handlers = {}): UserEvent {
  setBackend(fakeOf(clinicHandlers('first-run'), more));
  render(FirstRun, { onfounded, onsample, onbackup: vi.fn() });
  return userEvent.setup();
}

const press = (user: UserEvent, name: string) => user.click(screen.getByRole('button', { name }));
const type = (user: UserEvent, label: string, text: string) =>
  user.type(screen.getByLabelText(label), text);

async function toPassphrase(user: UserEvent) {
  await press(user, 'Set up your clinic');
  await type(user, 'Clinic name', 'Riverbend{Enter}');
  await type(user, 'Your name', 'M. Okafor');
  await type(user, 'Credential', 'LCSW{Enter}');
}

async function toRecovery(user: UserEvent) {
  await toPassphrase(user);
  await type(user, 'Passphrase', 'warm paper boats drift{Enter}');
  await screen.findByText('The recovery code', { selector: 'h1' });
}

beforeEach(() => vi.clearAllMocks());

describe('the first run', () => {
  it('asks for the clinic’s name before anything else', async () => {
    const user = start();
    await press(user, 'Set up your clinic');
    await press(user, 'Continue');
    expect(screen.getByText('Write the clinic’s name.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Clinic name'));
  });

  it('offers crisis steps to be changed, for a day with a clinician and one without', async () => {
    const user = start();
    await press(user, 'Set up your clinic');
    for (const label of ['What staff do in a crisis', 'And when no clinician is on site']) {
      expect(screen.getByLabelText<HTMLTextAreaElement>(label).value).toContain('988');
    }
  });

  it('does not make keys for a passphrase that may not be used', async () => {
    const prepare = vi.fn();
    const user = start({ prepare_clinic: prepare });
    await toPassphrase(user);
    await type(user, 'Passphrase', 'short{Enter}');
    expect(await screen.findByText('10 more characters')).toBeTruthy();
    expect(screen.getByText(/cannot be used yet/)).toBeTruthy();
    expect(prepare).not.toHaveBeenCalled();
  });

  it('sends everything typed when the keys are made', async () => {
    const prepare = vi.fn(() => ({ recovery_code: 'AAAA-BBBB' }));
    const user = start({ prepare_clinic: prepare });
    await toRecovery(user);
    expect(prepare).toHaveBeenCalledWith(
      expect.objectContaining({
        clinic: 'Riverbend',
        name: 'M. Okafor',
        credential: 'LCSW',
        passphrase: 'warm paper boats drift',
        crisis_no_clinician: expect.stringContaining('988')
      })
    );
  });

  it('opens the clinic only once the recovery code was typed back; pasting is allowed', async () => {
    const user = start();
    await toRecovery(user);
    await type(user, 'Type the code from your copy', 'AAAA{Enter}');
    await screen.findByText(/That is not the recovery code/);
    expect(onfounded).not.toHaveBeenCalled();
    await user.clear(screen.getByLabelText('Type the code from your copy'));
    await user.click(screen.getByLabelText('Type the code from your copy'));
    await user.paste('7kq4 m2xd 9rtf hb6w 3znc p8jv 5yga t0ek 4r');
    await press(user, 'Finish and open the clinic');
    await waitFor(() => expect(onfounded).toHaveBeenCalledWith(session));
  });

  it('goes back without losing what was typed', async () => {
    const user = start();
    await toPassphrase(user);
    await press(user, 'Back');
    await press(user, 'Back');
    expect(screen.getByLabelText<HTMLInputElement>('Clinic name').value).toBe('Riverbend');
  });

  it('opens the sample clinic, or says why not', async () => {
    const user = start({ open_sample: () => refuse('disk-full') });
    await press(user, 'Explore a sample clinic');
    expect((await screen.findByRole('alert')).textContent).toMatch(/disk is full/);
    expect(onsample).not.toHaveBeenCalled();
  });
});
