import { waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { flushSync } from 'svelte';
import { fakeOf, type Handlers } from '../ipc/fake';
import { formHandlers } from '../ipc/fake/feature-forms';
import { call, setBackend } from '../ipc/call';
import { FormDraft, itemAt } from './form-draft.svelte';
import { toasts } from './toasts.svelte';

const CLIENT = 'c1';

async function opened(form: string, scene = '', change: Handlers = {}): Promise<FormDraft> {
  setBackend(fakeOf(formHandlers(scene), change));
  const view = await call('open_section', { token: '', client: CLIENT, form });
  return new FormDraft(CLIENT, view);
}

function rows(draft: FormDraft): unknown[] {
  return (itemAt(draft.view.items, 'phones')?.rows ?? []).map(
    (row) => row.items.find((item) => item.id === 'number')?.value
  );
}

beforeEach(() => toasts.clear());

describe('a form being filled in', () => {
  it('keeps what is typed in the field the cursor is in, whatever comes back', async () => {
    const draft = await opened('identity');
    draft.focus('birth_date');
    draft.type('birth_date', '04072010');
    await draft.queue.flush();
    expect(itemAt(draft.view.items, 'birth_date')?.shown).toBe('Apr 7, 2010');
    expect(draft.pending('birth_date')).toBe('04072010');
    draft.leave('birth_date');
    flushSync();
    expect(draft.pending('birth_date')).toBeUndefined();
  });

  it('keeps the text and says so when it could not be saved', async () => {
    const draft = await opened('identity', '', {
      answer_item: () => {
        throw { code: 'disk-full', incident: 'X' };
      }
    });
    draft.type('legal_first', 'Ana');
    draft.leave('legal_first');
    expect(await draft.queue.flush()).toBe(false);
    expect(draft.queue.state).toBe('failed');
    expect(draft.queue.trouble).toBe('disk-full');
    expect(draft.pending('legal_first')).toBe('Ana');
    await draft.close();
  });

  it('points at nothing before it was asked to', async () => {
    const draft = await opened('identity');
    expect(draft.blocking.length).toBeGreaterThan(0);
    expect(draft.problem('legal_first')).toBe('');
    draft.revealed = true;
    expect(draft.problem('legal_first')).toBe('Legal first name is missing.');
  });

  it('gives an answer back that a state replaced', async () => {
    const draft = await opened('identity');
    draft.choose('pronouns', 'he/him');
    await draft.queue.flush();
    draft.choose('pronouns', { state: 'declined' });
    await draft.queue.flush();
    expect(itemAt(draft.view.items, 'pronouns')?.state).toBe('declined');
    expect(toasts.undoLast()).toBe(true);
    await draft.queue.flush();
    expect(itemAt(draft.view.items, 'pronouns')?.value).toBe('he/him');
  });

  it('brings a row that was taken out back to its place with its answers', async () => {
    const draft = await opened('contact');
    for (const number of ['555 010 1', '555 010 2', '555 010 3']) {
      const row = await draft.addRow('phones');
      draft.choose(`phones/${row}/number`, number);
    }
    await draft.queue.flush();
    const second = itemAt(draft.view.items, 'phones')?.rows[1]?.id ?? '';
    draft.removeRow('phones', second);
    await waitFor(() => expect(rows(draft)).toEqual(['555 010 1', '555 010 3']));
    expect(toasts.undoLast()).toBe(true);
    await waitFor(() => expect(rows(draft)).toEqual(['555 010 1', '555 010 2', '555 010 3']));
  });

  it('moves a row behind another one and to the head', async () => {
    const draft = await opened('contact');
    const first = (await draft.addRow('phones')) ?? '';
    const second = (await draft.addRow('phones')) ?? '';
    draft.moveRow('phones', first, second);
    await draft.queue.flush();
    const order = () => itemAt(draft.view.items, 'phones')?.rows.map((row) => row.id);
    expect(order()).toEqual([second, first]);
    draft.moveRow('phones', first, '');
    await draft.queue.flush();
    expect(order()).toEqual([first, second]);
  });
});
