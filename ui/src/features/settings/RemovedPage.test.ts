import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import { vaultHandlers } from '../../ipc/fake/feature-vault';
import RemovedPage from './RemovedPage.svelte';

async function opened() {
  const handlers = vaultHandlers();
  const purge = vi.fn(handlers.purge_client!);
  setBackend(fakeOf(handlers, { purge_client: purge }));
  render(RemovedPage);
  await screen.findByText('Test Testerson');
  return { user: userEvent.setup(), purge };
}

describe('deleted clients', () => {
  it('can be purged only when their waiting period is over', async () => {
    await opened();
    expect(screen.getAllByRole('button', { name: /^Bring back/ })).toHaveLength(2);
    expect(screen.getAllByRole('button', { name: /^Purge/ })).toHaveLength(1);
  });

  it('are purged once their number is typed, and the backups that still hold them are named', async () => {
    const { user, purge } = await opened();
    await user.click(screen.getByRole('button', { name: 'Purge Test Testerson' }));
    const act = await screen.findByRole('button', { name: 'Purge for good' });
    await user.click(act);
    expect(screen.getByText('Type the client’s number.')).toBeTruthy();
    expect(purge).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText(/^Type the client’s number/), 'RB-0044');
    await user.click(act);
    expect(await screen.findByText('That is not this client’s number.')).toBeTruthy();
    await user.clear(screen.getByLabelText(/^Type the client’s number/));
    await user.type(screen.getByLabelText(/^Type the client’s number/), 'RB-0031');
    await user.click(act);
    expect(await screen.findByText('23 records are gone')).toBeTruthy();
    expect(screen.getAllByText(/\.goldthread-backup$/).length).toBeGreaterThan(0);
    await waitFor(() => expect(screen.queryByText('Test Testerson')).toBeNull());
  });

  it('come back', async () => {
    const { user } = await opened();
    await user.click(screen.getByRole('button', { name: 'Bring back Test Testerson' }));
    await waitFor(() => expect(screen.queryByText('Test Testerson')).toBeNull());
  });
});
