import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { CertifyPlan } from '../../../ipc/bindings';
import { setBackend, type Backend } from '../../../ipc/call';
import { fakeOf } from '../../../ipc/fake';
import { certificationOf, reviewHandlers } from '../../../ipc/fake/feature-reviews';
import { reviewsPage } from '../../../ipc/fake/reviews-sample';
import ReviewsPage from './ReviewsPage.svelte';

const user = userEvent.setup();
const PASSPHRASE = 'warm paper boats drift';
let sent: CertifyPlan[] = [];

async function opened(scene: string, page = undefined as Parameters<typeof reviewHandlers>[1]) {
  const backend = fakeOf(reviewHandlers(scene, page));
  const spy: Backend = (name, args) => {
    if (name === 'certify_plan') sent.push(args.request as CertifyPlan);
    return backend(name, args);
  };
  setBackend(spy);
  render(ReviewsPage, { client: 'c1', onamend: () => {} });
  await screen.findByRole('heading', { name: /^Certification/ });
}
const press = (name: string) => user.click(screen.getByRole('button', { name }));
const tick = (name: RegExp) => user.click(screen.getByRole('checkbox', { name }));
const passphrase = () => screen.getByLabelText<HTMLInputElement>('Your passphrase');

beforeEach(() => {
  sent = [];
});

it('is signed with what was confirmed and the passphrase, and nothing is sent without', async () => {
  await opened('certify');
  await press('Certify');
  expect(screen.getByText(/I certify that the services on this plan are needed/)).toBeTruthy();
  await tick(/9 hours/);
  await tick(/24-hour care/);
  await press('Certify and sign');
  expect(screen.getByText('Your passphrase is your signature.')).toBeTruthy();
  expect(sent).toEqual([]);
  await user.type(passphrase(), PASSPHRASE);
  await press('Certify and sign');
  expect(await screen.findByText('stands until Jan 25, 2027')).toBeTruthy();
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ client: 'c1', record: 'b'.repeat(32), passphrase: PASSPHRASE });
  expect(sent[0]?.certification.conditions.map((one) => one.confirmed)).toEqual([true, true]);
  await waitFor(() =>
    expect(screen.queryByRole('button', { name: 'Certify and sign' })).toBeNull()
  );
});

it('says what is missing, and keeps what was confirmed and written', async () => {
  await opened('renew');
  await press('Recertify');
  await tick(/9 hours/);
  await user.type(screen.getByLabelText('Response to treatment'), 'Sleeps — “through”');
  await user.type(passphrase(), PASSPHRASE);
  await press('Certify and sign');
  expect(await screen.findByText(/Something is missing before it can be finished/)).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /9 hours/ }).checked).toBe(true);
  expect(screen.getByLabelText<HTMLTextAreaElement>('Response to treatment').value).toBe(
    'Sleeps — “through”'
  );
  expect(sent[0]?.certification.response).toBe('Sleeps — “through”');
  expect(passphrase().value).toBe('');
});

it('leaves no passphrase behind when it is put off', async () => {
  await opened('certify');
  await press('Certify');
  await user.type(passphrase(), PASSPHRASE);
  await press('Cancel');
  await press('Certify');
  await waitFor(() => expect(passphrase().value).toBe(''));
});

it('is a physician’s: the others are told so and have no button', async () => {
  const certification = certificationOf({ may_certify: false });
  await opened('', reviewsPage({ certification }));
  expect(screen.getByText(/A physician \(MD or DO\) certifies here/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Certify' })).toBeNull();
});
