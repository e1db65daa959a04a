import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { AddReferrals, ReferralRow, ReferralsView } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import ReferralPage from './ReferralPage.svelte';

const user = userEvent.setup();
const zoe: ReferralRow = {
  at: 0,
  name: 'Zoe Referred',
  birth: 'May 1, 1990',
  deceased: false,
  known: [],
  twice: false,
  sections: [
    {
      form: 'identity',
      title: 'Identity',
      done: false,
      screening: false,
      answers: [{ label: 'Legal first name', value: 'Zoe', from: 'Patient.name[0].given[0]' }]
    }
  ],
  plan: false,
  left: [
    { why: 'Consents are never taken in.', words: 'Release', place: 'Bundle.entry[2].resource' },
    { why: 'Consents are never taken in.', words: 'Fees', place: 'Bundle.entry[3].resource' }
  ],
  stop: ''
};
const known = { client: 'c1', number: 'RB-0048', name: 'Zoe Referred' };

function opened(view: ReferralsView, unlocked: ReferralsView = view) {
  const asked: AddReferrals[] = [];
  const props = { onopen: vi.fn(), onfind: vi.fn(), onback: vi.fn() };
  setBackend(
    fakeOf({
      choose_referrals: () => view,
      unlock_referrals: () => unlocked,
      add_referrals: (request: AddReferrals) => {
        asked.push(request);
        return { numbers: ['RB-0050'] };
      }
    })
  );
  render(ReferralPage, props);
  return { asked, ...props };
}

const choose = () => user.click(screen.getByRole('button', { name: 'Choose a file' }));

it('shows what goes where and what does not before anything is saved', async () => {
  const { asked } = opened({ file: 'zoe.json', locked: false, people: [zoe] });
  await choose();
  const person = within(await screen.findByRole('article', { name: 'Zoe Referred' }));
  expect(person.getByText('Patient.name[0].given[0]')).toBeTruthy();
  expect(person.getByText('2 things would not be saved')).toBeTruthy();
  expect(person.getAllByText('Consents are never taken in.')).toHaveLength(1);
  expect(asked).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Add one person' }));
  expect(asked).toMatchObject([{ people: [0] }]);
  expect(await screen.findByText('One person was added: RB-0050.')).toBeTruthy();
});

it('chooses nobody who may be here already, has died or cannot be added', async () => {
  const people = [
    { ...zoe, known: [known] },
    { ...zoe, at: 1, deceased: true },
    { ...zoe, at: 2, stop: 'The records are here already, as RB-0048.' },
    { ...zoe, at: 3 },
    { ...zoe, at: 4, twice: true }
  ];
  const { asked, onopen } = opened({ file: 'zoe.json', locked: false, people });
  await choose();
  expect(await screen.findByText('The records are here already, as RB-0048.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Open Zoe Referred' }));
  expect(onopen).toHaveBeenCalledWith('c1');
  await user.click(screen.getByLabelText('Add Zoe Referred as a new person'));
  await user.click(screen.getByRole('button', { name: 'Add 2 people' }));
  expect(asked).toMatchObject([{ people: [0, 3] }]);
});

it('asks for the passphrase of a file that is behind one', async () => {
  const locked = { file: 'zoe.json.age', locked: true, people: [] };
  opened(locked, { ...locked, locked: false, people: [zoe] });
  await choose();
  await user.type(await screen.findByLabelText('Passphrase of the file'), 'three rivers');
  await user.click(screen.getByRole('button', { name: 'Open the file' }));
  expect(await screen.findByRole('article', { name: 'Zoe Referred' })).toBeTruthy();
});

it('says so when nobody is in the file', async () => {
  opened({ file: 'empty.json', locked: false, people: [] });
  await choose();
  expect(await screen.findByText(/it has no Patient/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Add / })).toBeNull();
});

it('offers to add nobody where nobody can be added', async () => {
  opened({ file: 'zoe.json', locked: false, people: [{ ...zoe, stop: 'Already here.' }] });
  await choose();
  expect(await screen.findByText('Already here.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Add / })).toBeNull();
});
