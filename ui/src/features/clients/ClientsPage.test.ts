import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { clinicHandlers } from '../../ipc/fake/clinic';
import ClientsPage from './ClientsPage.svelte';

async function open(scene = 'open', more: Handlers = {}) {
  const onopen = vi.fn();
  const onnew = vi.fn();
  setBackend(fakeOf(clinicHandlers(scene), more));
  render(ClientsPage, { onopen, onnew });
  const user = userEvent.setup();
  if (scene === 'open') await screen.findByRole('combobox', { name: 'Find a client' });
  return { user, onopen, onnew };
}

const chosen = () =>
  screen.getAllByRole('option').findIndex((row) => row.getAttribute('aria-selected') === 'true');

describe('the client list', () => {
  it('is worked from the search field: arrows choose, Enter opens', async () => {
    const { user, onopen } = await open();
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(5));
    expect(document.activeElement).toBe(screen.getByRole('combobox'));
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(chosen()).toBe(1);
    await user.keyboard('{Enter}');
    expect(onopen).toHaveBeenCalledWith('c2');
  });

  it('starts at the best match again when something else is typed', async () => {
    const { user, onopen } = await open();
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(5));
    await user.keyboard('{ArrowUp}ortiz');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(chosen()).toBe(0);
    expect(screen.getAllByText('1 of 5 clients').length).toBeGreaterThan(0);
    await user.keyboard('{Enter}');
    expect(onopen).toHaveBeenCalledWith('c3');
  });

  it('says what would find somebody when nobody matches, and Escape starts over', async () => {
    const { user } = await open();
    await user.keyboard('zzz');
    await screen.findByText('Nobody matches “zzz”.');
    await user.keyboard('{Enter}{Escape}');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(5));
  });

  it('shows no answer to an earlier question after one to a later', async () => {
    const gates: (() => void)[] = [];
    const { user } = await open('open', {
      find_clients: async ({ find }) => {
        await new Promise<void>((done) => (find === 'a' ? gates.push(done) : done()));
        return { rows: [], matching: find === 'a' ? 3 : 0, total: 5 };
      }
    });
    await user.keyboard('a');
    await user.keyboard('b');
    await screen.findByText('Nobody matches “ab”.');
    gates.forEach((open) => open());
    await new Promise((done) => setTimeout(done));
    expect(screen.getByText('Nobody matches “ab”.')).toBeTruthy();
  });

  it('says what the place is for when it is empty, and offers the first step', async () => {
    const { user, onnew } = await open('empty');
    await user.click(await screen.findByRole('button', { name: 'Add the first client' }));
    expect(onnew).toHaveBeenCalled();
  });

  it('says why when the core refuses', async () => {
    await open('open', { find_clients: () => refuse('damaged') });
    expect((await screen.findByRole('alert')).textContent).toMatch(/damaged/);
  });
});
