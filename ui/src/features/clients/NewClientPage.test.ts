import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { clinicHandlers } from '../../ipc/fake/clinic';
import NewClientPage from './NewClientPage.svelte';
import { newClient } from './new-client.svelte';

const handlers = { onadded: vi.fn(), onopen: vi.fn(), onback: vi.fn(), onreferral: vi.fn() };

async function open(more: Handlers = {}) {
  setBackend(fakeOf(clinicHandlers('open'), more));
  const page = render(NewClientPage, handlers);
  const first = await screen.findByLabelText<HTMLInputElement>('Legal first name');
  await waitFor(() => expect(document.activeElement).toBe(first));
  return { user: userEvent.setup(), page };
}

beforeEach(() => {
  newClient.clear();
  vi.clearAllMocks();
});

describe('a new client', () => {
  it('is added from the keyboard alone', async () => {
    const { user } = await open();
    await user.keyboard('Ada{Tab}Reyes{Enter}');
    await waitFor(() => expect(handlers.onadded).toHaveBeenCalledWith('n5'));
  });

  it('who may be here already is pointed out while typing, and can be opened instead', async () => {
    const { user } = await open();
    await user.keyboard('Tuan{Tab}Dang');
    await screen.findByText('Someone here may be the same person');
    expect(screen.getByRole('button', { name: /Add as a new person/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /Open Tuấn Đặng/ }));
    expect(handlers.onopen).toHaveBeenCalledWith('c2');
  });

  it('is not added while something is missing, and is not scolded before that', async () => {
    const add = vi.fn();
    const { user } = await open({ add_client: add });
    await user.keyboard('Ada{Tab}');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.keyboard('{Enter}');
    const summary = await screen.findByRole('alert');
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(summary.textContent).toMatch(/Legal last name/);
    expect(add).not.toHaveBeenCalled();
  });

  it('stays as typed when the core refuses, and when the page is left and opened again', async () => {
    const { user, page } = await open({ add_client: () => refuse('disk-full') });
    await user.keyboard('Ada{Tab}Reyes{Enter}');
    await screen.findByText(/disk is full/);
    page.unmount();
    await open();
    expect(screen.getByLabelText<HTMLInputElement>('Legal last name').value).toBe('Reyes');
    expect(handlers.onadded).not.toHaveBeenCalled();
  });
});
