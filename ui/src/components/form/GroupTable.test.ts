import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { call, setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import { formHandlers } from '../../ipc/fake/feature-forms';
import { FormDraft } from '../../lib/form-draft.svelte';
import { toasts } from '../../lib/toasts.svelte';
import Live from './Live.test.svelte';

async function opened() {
  setBackend(fakeOf(formHandlers()));
  const view = await call('open_section', { token: '', client: 'c1', form: 'medicines' });
  const draft = new FormDraft('c1', view);
  render(Live, { draft });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Add medicine' }));
  await screen.findByRole('table');
  return { draft, user };
}

describe('a table of rows', () => {
  it('has the questions as heads, and a field for each of them', async () => {
    await opened();
    const heads = screen.getAllByRole('columnheader').map((one) => one.textContent?.trim());
    expect(heads.slice(0, 4)).toEqual(['Medicine required', 'Dose', 'Unit', 'How often']);
    expect(screen.getByLabelText('Dose').tagName).toBe('INPUT');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Medicine')));
  });

  it('goes on with Enter, and adds a row behind the last field', async () => {
    const { user, draft } = await opened();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Medicine')));
    await user.keyboard('Sertraline{Enter}');
    expect(document.activeElement).toBe(screen.getByLabelText('Dose'));
    screen.getByLabelText('How often').focus();
    await user.keyboard('once a day{Enter}');
    await waitFor(() => expect(screen.getAllByLabelText('Medicine')).toHaveLength(2));
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getAllByLabelText('Medicine')[1])
    );
    await draft.queue.flush();
    expect(draft.view.items[1]?.rows[0]?.items[0]?.value).toBe('Sertraline');
  });

  it('takes a row out, and brings it back complete', async () => {
    const { user, draft } = await opened();
    await user.type(screen.getByLabelText('Medicine'), 'Sertraline');
    await draft.queue.flush();
    const row = within(screen.getByRole('table')).getByRole('button', {
      name: 'Remove: Medicine 1'
    });
    await user.click(row);
    await waitFor(() => expect(screen.queryByRole('table')).toBeNull());
    toasts.undoLast();
    expect(await screen.findByDisplayValue('Sertraline')).toBeTruthy();
  });
});
