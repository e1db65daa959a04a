import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { LetterheadView } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import LetterheadPage from './LetterheadPage.svelte';

const VIEW: LetterheadView = {
  name: 'Riverbend IOP',
  paper: 'letter',
  address: '1 Example Street',
  phone: '',
  licences: '',
  footer: '',
  logo: '',
  may_change: true
};

async function opened(view: Partial<LetterheadView> = {}, more: Handlers = {}) {
  setBackend(fakeOf({ open_letterhead: () => ({ ...VIEW, ...view }) }, more));
  render(LetterheadPage);
  await screen.findByLabelText('Address');
  return userEvent.setup();
}

it('is saved as it was typed, with the paper', async () => {
  const saved = vi.fn((asked: object) => ({ ...VIEW, ...asked }));
  const user = await opened({}, { change_letterhead: saved });
  await user.type(screen.getByLabelText('Phone'), '555-0100');
  await user.click(screen.getByLabelText('A4'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]?.[0]).toMatchObject({
    address: '1 Example Street',
    phone: '555-0100',
    paper: 'a4'
  });
});

it('says why a logo cannot be used, and keeps what was typed', async () => {
  const user = await opened({}, { choose_logo: () => refuse('bad-logo') });
  await user.type(screen.getByLabelText('Phone'), '555-0100');
  await user.click(screen.getByRole('button', { name: 'Choose a file' }));
  expect(await screen.findByText(/cannot be used as a logo/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Phone').value).toBe('555-0100');
});

it('takes a logo off again', async () => {
  const user = await opened({ logo: 'house.svg' }, { remove_logo: () => VIEW });
  expect(screen.getByText('house.svg')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Remove the logo' }));
  expect(await screen.findByText('No logo')).toBeTruthy();
});

it('shows a page as it would be, before it is saved', async () => {
  const image = 'data:image/png;base64,';
  const sample = vi.fn(() => ({ title: 'Letterhead', page: 1, pages: 1, image, width: 10 }));
  const user = await opened({}, { preview_letterhead: sample as never });
  await user.type(screen.getByLabelText('Phone'), '555-0100');
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  await waitFor(() => expect(sample).toHaveBeenCalledOnce());
  expect((sample.mock.calls as unknown[][])[0]?.[0]).toMatchObject({ phone: '555-0100' });
});

it('cannot be changed by who does not manage the clinic', async () => {
  await opened({ may_change: false });
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Address').readOnly).toBe(true);
});
