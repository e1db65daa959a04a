import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { RetireArea } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { libraryView } from '../../ipc/fake/library-sample';
import LibraryPage from './LibraryPage.svelte';

const everything = () => libraryView({ area: '', find: '' });

/** The clinic's area is retired and brought back. */
function retire({ retired }: RetireArea) {
  const view = everything();
  const own = view.areas.filter((area) => area.own);
  const areas = view.areas.filter((area) => !area.own || !retired);
  return { ...view, areas, retired: retired ? own : [] };
}

async function open(more: Handlers = {}) {
  setBackend(fakeOf({ open_library: everything, retire_library_area: retire }, more));
  render(LibraryPage);
  await screen.findByText('2 areas come with Goldthread.');
  return userEvent.setup();
}

describe('the clinic’s own part of the library', () => {
  it('is listed, retired and brought back', async () => {
    const user = await open();
    screen.getByText('River walks');
    await user.click(screen.getByRole('button', { name: 'Do not offer any more' }));
    await waitFor(() => screen.getByText('The clinic has added no area yet.'));
    await user.click(screen.getByRole('button', { name: 'Bring back' }));
    await screen.findByRole('button', { name: 'Do not offer any more' });
  });

  it('says why a file is not taken, with its line', async () => {
    const refused = () => refuse('bad-definition', 0, 'own.toml:3:1: This id is used twice.');
    const user = await open({ add_library_area: refused });
    await user.click(screen.getByRole('button', { name: 'Add from a file' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent.toLowerCase()).toContain('own.toml:3:1: this id is used twice.');
    screen.getByText('River walks');
  });

  it('says that a version is there already', async () => {
    const user = await open({ add_library_area: () => refuse('form-taken') });
    await user.click(screen.getByRole('button', { name: 'Add from a file' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Give it a higher version');
  });

  it('changes nothing when the person thought better of it', async () => {
    const user = await open({ add_library_area: () => null });
    await user.click(screen.getByRole('button', { name: 'Add from a file' }));
    await waitFor(() => screen.getByText('River walks'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is only read by whoever may not change it', async () => {
    await open({ open_library: () => ({ ...everything(), may_change: false }) });
    screen.getByText('River walks');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
