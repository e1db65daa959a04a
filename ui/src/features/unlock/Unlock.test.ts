import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Code } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse } from '../../ipc/fake';
import { appView, session } from '../../ipc/fake/clinic';
import Unlock from './Unlock.svelte';

function open(unlock: (request: { user: string; passphrase: string }) => never | typeof session) {
  const onenter = vi.fn();
  const asked = vi.fn(unlock);
  setBackend(fakeOf({ unlock: asked }));
  render(Unlock, {
    view: appView('locked'),
    byItself: false,
    onenter,
    onsample: vi.fn(),
    onbackup: vi.fn()
  });
  return { user: userEvent.setup(), onenter, asked };
}

const field = () => screen.getByLabelText<HTMLInputElement>('Passphrase');

describe('signing in', () => {
  it('has somebody chosen and the cursor in the passphrase, so that Enter is enough', async () => {
    const { user, onenter, asked } = open(() => session);
    expect(document.activeElement).toBe(field());
    await user.keyboard('warm paper boats{Enter}');
    await waitFor(() => expect(onenter).toHaveBeenCalledWith(session));
    expect(asked).toHaveBeenCalledWith({ user: 'u1', passphrase: 'warm paper boats' });
    expect(field().value).toBe('');
  });

  it('signs in whoever is chosen, and starts their passphrase afresh', async () => {
    const { user, asked } = open(() => session);
    await user.keyboard('half a');
    await user.click(screen.getByLabelText('Jo Park'));
    expect(field().value).toBe('');
    expect(document.activeElement).toBe(field());
    await user.keyboard('another one{Enter}');
    expect(asked).toHaveBeenCalledWith({ user: 'u3', passphrase: 'another one' });
  });

  it('says a wrong passphrase at the field and selects what was typed', async () => {
    const { user } = open(() => refuse('wrong-passphrase'));
    await user.keyboard('nope{Enter}');
    await screen.findByText(/That passphrase does not match/);
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field());
    expect(field().selectionEnd).toBe(4);
  });

  it('says how long to wait after too many tries, and asks nothing until then', async () => {
    const { user, asked } = open(() => refuse('throttled', 12));
    await user.keyboard('nope{Enter}');
    await screen.findByText(/Try again in 12 seconds/);
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Open' });
    expect(button.disabled).toBe(true);
    await user.keyboard('{Enter}');
    expect(asked).toHaveBeenCalledTimes(1);
    await user.click(screen.getByLabelText('Jo Park'));
    expect(button.disabled).toBe(false);
  });

  it.each<[Code, RegExp]>([
    ['damaged', /your passphrase is not the reason/],
    ['already-open', /Another Goldthread window/],
    ['newer-schema', /newer Goldthread\. Update/],
    ['not-a-vault', /is not a Goldthread records file/],
    ['rolled-back', /put back to an older state/]
  ])('says %s apart from the passphrase', async (code, words) => {
    const { user } = open(() => refuse(code));
    await user.keyboard('right enough{Enter}');
    const box = await screen.findByRole('alert');
    expect(box.textContent).toMatch(words);
    expect(field().getAttribute('aria-invalid')).toBeNull();
  });

  it('shows the passphrase when asked to', async () => {
    const { user } = open(() => session);
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(field().type).toBe('text');
    await user.click(screen.getByRole('button', { name: 'Hide' }));
    expect(field().type).toBe('password');
  });
});

describe('a lost passphrase', () => {
  it('is no end: the recovery code opens, and a wrong one is said at the field', async () => {
    const onenter = vi.fn();
    const asked = vi.fn(({ code }: { code: string }) =>
      code === 'CHJP' ? session : refuse('wrong-recovery-code')
    );
    setBackend(fakeOf({ unlock_with_code: asked }));
    render(Unlock, {
      view: appView('locked'),
      byItself: false,
      onenter,
      onsample: vi.fn(),
      onbackup: vi.fn()
    });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Use the recovery code' }));
    await user.keyboard('XXXX{Enter}');
    await waitFor(() => expect(screen.getByText(/not the recovery code/i)).toBeTruthy());
    expect(onenter).not.toHaveBeenCalled();
    await user.keyboard('CHJP{Enter}');
    await waitFor(() => expect(onenter).toHaveBeenCalledWith(session));
  });
});
