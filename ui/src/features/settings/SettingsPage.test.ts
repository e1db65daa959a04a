import { createEvent, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { clinicHandlers, RECOVERY, session as admin } from '../../ipc/fake/clinic';
import { auditPage, handlers, staffHandlers } from '../../ipc/fake/feature-staff';
import { session } from '../../lib/session.svelte';
import type { SettingsPart } from '../../lib/where';
import SettingsPage from './SettingsPage.svelte';

const go = vi.fn();

function open(part: SettingsPart, more: Handlers = {}) {
  setBackend(fakeOf(clinicHandlers('open'), handlers, staffHandlers(), more));
  render(SettingsPage, { part, go });
  return userEvent.setup();
}

beforeEach(() => {
  vi.clearAllMocks();
  session.current = admin;
});

async function act(user: ReturnType<typeof userEvent.setup>, name: string, what: string) {
  await user.click(await screen.findByRole('button', { name: `Change or remove ${name}` }));
  await user.click(await screen.findByRole('menuitem', { name: what }));
}

describe('the settings', () => {
  it('list to somebody without the admin key only their own, wherever they were sent', async () => {
    session.current = { ...admin, admin: false, role: 'therapist' };
    const asked = vi.fn(() => refuse('not-allowed'));
    open('audit', { open_audit: asked });
    expect(screen.getByRole('heading', { name: 'Your passphrase' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Audit' })).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('the staff', () => {
  it('says that everything is sealed anew when a role loses reach, and only then', async () => {
    const user = open('staff');
    await act(user, 'Dana Reyes', 'Change name, credential or role');
    await screen.findByRole('dialog');
    await user.click(screen.getByLabelText('Supervisor'));
    expect(screen.queryByText(/is sealed anew/)).toBeNull();
    await user.click(screen.getByLabelText('Front desk'));
    expect(screen.getByText(/is sealed anew/)).toBeTruthy();
  });

  it('removes nobody who holds the recovery code, and leads to making another', async () => {
    const user = open('staff', { remove_user: () => refuse('recovery-first') });
    await act(user, 'Dana Reyes', 'Remove');
    await user.click(await screen.findByRole('button', { name: 'Remove Dana Reyes' }));
    await user.click(await screen.findByRole('button', { name: 'Make a new recovery code' }));
    expect(go).toHaveBeenCalledWith('recovery');
  });

  it('removes somebody only after it was confirmed, and keeps the name', async () => {
    const people = { people: [] };
    const remove = vi.fn(() => people);
    const user = open('staff', { remove_user: remove });
    await act(user, 'Jo Park', 'Remove');
    expect(remove).not.toHaveBeenCalled();
    await user.click(await screen.findByRole('button', { name: 'Remove Jo Park' }));
    await waitFor(() => expect(remove).toHaveBeenCalledWith({ token: 'fake', user: 'u3' }));
  });
});

describe('one’s own passphrase', () => {
  it('says a wrong current one at its field and keeps what was typed', async () => {
    const user = open('passphrase');
    await user.type(screen.getByLabelText('The one you use now'), 'not it');
    await user.type(screen.getByLabelText('The new one'), 'quiet green lamps gather{Enter}');
    await screen.findByText(/That passphrase does not match/);
    expect(screen.getByLabelText('The one you use now').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText<HTMLInputElement>('The new one').value).not.toBe('');
  });
});

describe('the recovery code', () => {
  it('cannot be copied, and replaces the old one only when typed back', async () => {
    const renew = vi.fn(({ code }: { code: string }) =>
      code === RECOVERY ? { people: [] } : refuse('wrong-recovery-code')
    );
    const user = open('recovery', { renew_recovery: renew });
    await user.click(await screen.findByRole('button', { name: 'Make a new recovery code' }));
    const shown = await screen.findByTestId('recovery-code');
    const copy = createEvent.copy(shown);
    await fireEvent(shown, copy);
    expect(copy.defaultPrevented).toBe(true);
    await user.type(screen.getByLabelText('Type the code from your copy'), 'AAAA{Enter}');
    await screen.findByText(/That is not the recovery code/);
    const field = screen.getByLabelText('Type the code from your copy');
    await user.clear(field);
    await user.type(field, `${RECOVERY}{Enter}`);
    await waitFor(() => expect(screen.queryByTestId('recovery-code')).toBeNull());
  });
});

describe('the audit', () => {
  it('names the first bad entry when it is not whole', async () => {
    const fault = { chain: 36, n: 4, why: 'it was changed.' };
    open('audit', { open_audit: (asked) => auditPage(asked, { fault }) });
    const box = await screen.findByRole('alert');
    expect(box.textContent).toMatch(/number 4 of session 36: it was changed/);
    expect(screen.queryByText(/The audit is whole/)).toBeNull();
  });

  it('goes to older entries under the filters of the page, not those being typed', async () => {
    const asked = vi.fn(auditPage);
    const user = open('audit', { open_audit: (request) => asked(request) });
    await screen.findByText('440 entries in 37 sessions');
    await user.click(screen.getByRole('button', { name: 'Older' }));
    await screen.findByText('101 to 200');
    expect(asked).toHaveBeenLastCalledWith(expect.objectContaining({ skip: 100, limit: 100 }));
  });

  it('exports nothing without a recipient', async () => {
    const exported = vi.fn(() => null);
    const user = open('audit', { export_audit: exported });
    await screen.findByText('440 entries in 37 sessions');
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.clear(await screen.findByLabelText('For whom'));
    await user.click(screen.getByRole('button', { name: 'Choose where to save' }));
    expect(await screen.findByText('Write for whom the file is.')).toBeTruthy();
    expect(exported).not.toHaveBeenCalled();
  });
});
