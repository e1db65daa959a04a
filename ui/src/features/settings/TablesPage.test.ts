import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { ExportFhir, ExportTable, PeopleFileView } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import TablesPage from './TablesPage.svelte';

const user = userEvent.setup();
const written: PeopleFileView = {
  file: 'Scores.csv',
  rows: 12,
  people: 3,
  notice: '',
  refused: []
};

function opened(view: PeopleFileView | null) {
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

it('puts the records behind a passphrase, and a table never', async () => {
  const asked: ExportFhir[] = [];
  const export_fhir = (request: ExportFhir) => {
    asked.push(request);
    return { ...written, file: 'Records.json.age' };
  };
  const check_passphrase = () => ({ ok: true, reasons: [] });
  setBackend(fakeOf({ export_fhir, check_passphrase }));
  render(TablesPage);
  expect(screen.queryByLabelText(/passphrase/i)).toBeNull();
  await user.click(screen.getByLabelText(/^Records:/));
  await user.type(screen.getByLabelText(/^For whom/), 'State auditor');
  await user.type(screen.getByLabelText(/^What for/), 'Yearly audit');
  expect(screen.queryByLabelText('Each person’s own copy')).toBeNull();
  await user.click(screen.getByLabelText('Audit or evaluation of the program'));
  await user.click(screen.getByRole('checkbox'));
  await user.type(screen.getByLabelText(/^Passphrase/), 'three quiet rivers at dusk');
  await go();
  await screen.findByText(/written to Records.json.age/);
  const to = { basis: { kind: 'audit' }, passphrase: 'three quiet rivers at dusk' };
  expect(asked).toMatchObject([{ clients: [], to }]);
});

it('says how much of everything was written, and who is not in it', async () => {
  const refused = [
    { number: 'RB-0048', name: 'Ana Luz', code: 'no-consent' as const, detail: 'no consent' }
  ];
  const folder = 'Goldthread records 2026-11-27';
  const export_all = () => ({ folder, written: 2, unset: 0, without: 0, left: 0, refused });
  setBackend(fakeOf({ export_all }));
  render(TablesPage);
  await user.click(screen.getByLabelText(/^Everything:/));
  await user.type(screen.getByLabelText(/^For whom/), 'The next program');
  await user.type(screen.getByLabelText(/^What for/), 'Moving');
  await user.click(screen.getByRole('button', { name: 'Choose a folder' }));
  await screen.findByText(/Everything on record about 2 people written to Goldthread records/);
  expect(screen.getByText(/Not written: Ana Luz \(RB-0048\)/)).toBeTruthy();
});
