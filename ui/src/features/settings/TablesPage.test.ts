import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { ExportTable, TableView } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import TablesPage from './TablesPage.svelte';

const user = userEvent.setup();
const written: TableView = { file: 'Scores.csv', rows: 12, people: 3, notice: '', refused: [] };

function opened(view: TableView | null) {
  const asked: ExportTable[] = [];
  const export_table = (request: ExportTable) => {
    asked.push(request);
    return view;
  };
  setBackend(fakeOf({ export_table }));
  render(TablesPage);
  return asked;
}

async function go() {
  await user.click(screen.getByRole('button', { name: 'Choose where to save' }));
}

it('asks for whom and what for before anything leaves', async () => {
  const asked = opened(written);
  await go();
  expect(asked).toEqual([]);
  expect(screen.getAllByText(/^Write /)).toHaveLength(2);
});

it('sends which table, for whom, what for and on what basis, and says what was written', async () => {
  const asked = opened(written);
  await user.click(screen.getByLabelText(/^Scores:/));
  await user.type(screen.getByLabelText(/^For whom/), 'State auditor');
  await user.type(screen.getByLabelText(/^What for/), 'Yearly audit');
  await user.click(screen.getByLabelText('Audit or evaluation of the program'));
  await go();
  await screen.findByText('12 rows about 3 people written to Scores.csv.');
  const to = { recipient: 'State auditor', purpose: 'Yearly audit', passphrase: '', paper: null };
  expect(asked).toMatchObject([{ table: 'scores', to: { ...to, basis: { kind: 'audit' } } }]);
});

it('names who is not in the table and why, and the notice that goes with it', async () => {
  const refused = [
    { number: 'RB-0048', name: 'Ana Luz', code: 'no-consent' as const, detail: 'no consent' }
  ];
  opened({ ...written, file: '', people: 0, rows: 0, refused, notice: 'Not to be passed on.' });
  await user.type(screen.getByLabelText(/^For whom/), 'Harbor Health');
  await user.type(screen.getByLabelText(/^What for/), 'Referral');
  await go();
  await screen.findByText(/No file was written/);
  expect(screen.getByText('No consent.')).toBeTruthy();
  expect(screen.getByText('RB-0048 Ana Luz')).toBeTruthy();
  expect(screen.getByText('Not to be passed on.')).toBeTruthy();
});

it('says nothing where the place was not chosen after all', async () => {
  const asked = opened(null);
  await user.type(screen.getByLabelText(/^For whom/), 'Harbor Health');
  await user.type(screen.getByLabelText(/^What for/), 'Referral');
  await go();
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(screen.queryByText(/written to|No file was written/)).toBeNull();
});
