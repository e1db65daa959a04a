import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { BackupView, Code, RestoreBackup } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse } from '../../ipc/fake';
import { appView } from '../../ipc/fake/clinic';
import RestorePage from './RestorePage.svelte';

const { people } = appView('locked');

function open(answer: (request: RestoreBackup) => ReturnType<typeof appView>, more = {}) {
  const backup: BackupView = { file: 'b.backup', size: '4 MB', people, replaces: true, ...more };
  const asked = vi.fn(answer);
  const onrestored = vi.fn();
  setBackend(fakeOf({ restore_backup: asked }));
  render(RestorePage, { backup, onrestored, onback: vi.fn() });
  return { user: userEvent.setup(), asked, onrestored };
}

describe('restoring a backup', () => {
  it('says that the records here are kept, and signs in with a passphrase of then', async () => {
    const { user, asked, onrestored } = open(() => appView('open'));
    expect(screen.getByText(/under another name/)).toBeTruthy();
    await user.click(screen.getByLabelText('Dana Reyes'));
    await user.keyboard('warm paper boats{Enter}');
    await waitFor(() => expect(onrestored).toHaveBeenCalled());
    expect(asked).toHaveBeenCalledWith({ user: 'u2', passphrase: 'warm paper boats', code: '' });
  });

  it('takes the recovery code, and sends no passphrase that was typed before', async () => {
    const { user, asked } = open(() => appView('open'));
    await user.keyboard('half a');
    await user.click(screen.getByRole('button', { name: 'Use the recovery code' }));
    await user.type(screen.getByLabelText('Recovery code'), '7KQ4{Enter}');
    await waitFor(() =>
      expect(asked).toHaveBeenCalledWith({ user: '', passphrase: '', code: '7KQ4' })
    );
  });

  it('says a wrong passphrase at the field', async () => {
    const { user, onrestored } = open(() => refuse('wrong-passphrase'));
    await user.keyboard('nope{Enter}');
    await screen.findByText(/That passphrase does not match/);
    expect(screen.getByLabelText('Passphrase').getAttribute('aria-invalid')).toBe('true');
    expect(onrestored).not.toHaveBeenCalled();
  });

  it.each<[Code, RegExp]>([
    ['bad-backup', /nothing here was touched/],
    ['not-allowed', /Only an administrator or the recovery code/],
    ['not-a-backup', /not a backup made by Goldthread/],
    ['stopped', /Stopped. Nothing was changed/]
  ])('says %s apart from the passphrase', async (code, words) => {
    const { user } = open(() => refuse(code));
    await user.keyboard('right enough{Enter}');
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getByLabelText('Passphrase').getAttribute('aria-invalid')).toBeNull();
  });

  it('says what exactly is wrong with a backup, where the core knows', async () => {
    const why = 'the head of the class Clinical records does not agree';
    const { user } = open(() => refuse('bad-backup', 0, why));
    await user.keyboard('right enough{Enter}');
    const said = await screen.findByText(/nothing here was touched/);
    expect(said.textContent).toMatch(
      /touched.*The head of the class Clinical records does not agree\./s
    );
  });
});
