import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { ClientListView, MapClientList } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import ListIn from './ListIn.svelte';

const user = userEvent.setup();

function listOf(columns: string[]): ClientListView {
  const [first, last] = columns;
  const ready = first === 'legal_first' && last === 'legal_last' ? 1 : 0;
  return {
    file: 'list.csv',
    rows: 3,
    columns: ['Vorname', 'Name'].map((head, at) => ({
      head,
      item: columns[at] ?? '',
      samples: ['Uta']
    })),
    choices: [
      { item: 'legal_first', label: 'Legal first name' },
      { item: 'legal_last', label: 'Legal last name' }
    ],
    ready,
    wrong_rows: 1,
    wrong: [{ line: 3, name: 'Bo', why: 'Legal last name: needed.' }],
    known_rows: 120,
    known: [{ line: 4, name: 'Ed Here', why: 'May be CFC-0001 Ed Here.' }]
  };
}

function opened(more: Handlers = {}) {
  const added: MapClientList[] = [];
  setBackend(
    fakeOf({
      choose_client_list: () => listOf(['', 'legal_first']),
      map_client_list: ({ columns }) => listOf(columns),
      add_client_list: (request) => {
        added.push(request);
        return { added: 1, left: 2 };
      },
      ...more
    })
  );
  render(ListIn);
  return added;
}

it('shows what each column is, what is left out and why, and adds the rest', async () => {
  const added = opened();
  await user.click(screen.getByRole('button', { name: 'Choose a list' }));
  const add = await screen.findByRole('button', { name: /^Add/ });
  expect(add).toHaveProperty('disabled', true);
  expect(screen.getByText('Line 3, Bo. Legal last name: needed.')).toBeTruthy();
  expect(screen.getByText('and 119 more')).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('Vorname'), 'legal_first');
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveProperty('value', ''));
  await user.selectOptions(screen.getByLabelText('Name'), 'legal_last');
  await user.click(await screen.findByRole('button', { name: 'Add 1 of 3 rows' }));
  expect(await screen.findByText(/One client was added. 2 rows were left out./)).toBeTruthy();
  expect(added).toMatchObject([{ columns: ['legal_first', 'legal_last'] }]);
  expect(screen.queryByLabelText('Vorname')).toBeNull();
});

it('says why a file is no list', async () => {
  opened({ choose_client_list: () => refuse('bad-table') });
  await user.click(screen.getByRole('button', { name: 'Choose a list' }));
  expect(await screen.findByText(/This file cannot be read as a table/)).toBeTruthy();
});
