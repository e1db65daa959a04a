import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { setBackend } from '../ipc/call';
import { fakeOf, refuse, type Handlers } from '../ipc/fake';
import { handlers } from '../ipc/fake/feature-release';
import type { Usual } from '../lib/release.svelte';
import { toasts } from '../lib/toasts.svelte';
import ExportDialog from './ExportDialog.svelte';

const user = userEvent.setup();
/** No passphrase, and the clinic's own paper. */
const OPEN = { passphrase: '', paper: null };
const OWN: Usual = { recipient: 'The client', purpose: 'Own copy' };

async function opened(usual: Usual = OWN, layers: Handlers = handlers, more: object = {}) {
  const asked = vi.fn();
  setBackend(fakeOf(layers));
  const props = { open: true, title: 'Export', client: 'c1', usual, onexport: asked };
  render(ExportDialog, { ...props, ...more });
  await screen.findByLabelText('For whom');
  return asked;
}
const go = () => user.click(screen.getByRole('button', { name: 'Choose where to save' }));
const choose = async (words: RegExp) => {
  const option = await screen.findByRole('option', { name: words });
  await user.selectOptions(screen.getByLabelText('On what basis'), option);
};
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

it('is the client’s own copy unless somebody says otherwise', async () => {
  const asked = await opened();
  await go();
  expect(asked).toHaveBeenCalledWith({ basis: { kind: 'client_copy' }, ...OWN, ...OPEN });
});

it('takes recipient and purpose from a consent, and no other recipient', async () => {
  const asked = await opened();
  await choose(/Harbor Health/);
  expect(field('For whom').value).toBe('Harbor Health');
  expect(field('For whom').readOnly).toBe(true);
  expect(screen.getByText(/Treatment plan and attendance.*Mar 1, 2027/)).toBeTruthy();
  expect(screen.getByText(/42 CFR 2.32/)).toBeTruthy();
  await go();
  expect(asked).toHaveBeenCalledWith({
    basis: { kind: 'consent', row: 'harbor' },
    recipient: 'Harbor Health',
    purpose: 'Verification of coverage',
    ...OPEN
  });
});

it('asks who of a class it goes to', async () => {
  const asked = await opened();
  await choose(/treating providers/);
  await go();
  expect(asked).not.toHaveBeenCalled();
  expect(screen.getByText('Write for whom the copy is.')).toBeTruthy();
  await user.type(field('For whom'), 'Dr. Alba Quist');
  await go();
  expect(asked.mock.calls[0]?.[0]).toMatchObject({ recipient: 'Dr. Alba Quist' });
});

it('asks what an emergency has to say before anything leaves', async () => {
  const asked = await opened();
  await choose(/Medical emergency/);
  await user.type(field('For whom'), 'Dr. Alba Quist');
  await go();
  expect(screen.getByText('Write where the emergency is treated.')).toBeTruthy();
  expect(asked).not.toHaveBeenCalled();
  await user.type(field('Facility'), 'Mercy General');
  await user.type(field('Nature of the emergency'), 'Fainted');
  await go();
  expect(asked.mock.calls[0]?.[0].basis).toEqual({
    kind: 'medical_emergency',
    facility: 'Mercy General',
    nature: 'Fainted',
    discloser: 'M. Okafor, LCSW',
    on: '',
    time: ''
  });
});

it('says which consents let nothing out, and why', async () => {
  await opened();
  await user.click(await screen.findByText('One consent lets nothing out now'));
  expect(screen.getByText(/revoked on Nov 9, 2026/)).toBeTruthy();
});

it('begins with the basis that the document is made for', async () => {
  const asked = await opened({ recipient: '', purpose: 'Survey', kind: 'audit' });
  await waitFor(() =>
    expect(screen.getByLabelText('On what basis')).toHaveProperty('value', 'audit')
  );
  await user.type(field('For whom'), 'The surveyor');
  await go();
  expect(asked.mock.calls[0]?.[0]).toMatchObject({ basis: { kind: 'audit' }, purpose: 'Survey' });
});

it('lets the client have a copy when the consents cannot be read', async () => {
  const asked = await opened(OWN, { release_choices: () => refuse('damaged') });
  expect(await screen.findByText(/damaged/)).toBeTruthy();
  await go();
  expect(asked).toHaveBeenCalled();
});

const PLAN = { document: { kind: 'plan', record: '' } };
const LONG = 'four plain words together';

it('puts a file under a passphrase that the core finds good, and under no other', async () => {
  const judge = vi.fn(({ passphrase }: { passphrase: string }) => ({
    ok: passphrase === LONG,
    reasons: passphrase === LONG ? [] : [{ code: 'common' as const }]
  }));
  const asked = await opened(OWN, { ...handlers, check_passphrase: judge }, PLAN);
  await user.click(screen.getByLabelText('Opens with a passphrase only'));
  await user.type(field('Passphrase for the file'), 'passwordpassword');
  await go();
  await waitFor(() => expect(judge).toHaveBeenCalled());
  expect(asked).not.toHaveBeenCalled();
  await user.clear(field('Passphrase for the file'));
  await user.type(field('Passphrase for the file'), LONG);
  await go();
  await waitFor(() => expect(asked).toHaveBeenCalledOnce());
  expect(asked.mock.calls[0]?.[0]).toMatchObject({ passphrase: LONG });
});

it('asks for no passphrase where there is no document, as for a picture', async () => {
  await opened();
  expect(screen.queryByLabelText('Opens with a passphrase only')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Preview' })).toBeNull();
});

it('shows the pages as they would leave, after what was typed is saved', async () => {
  const order: string[] = [];
  const page = vi.fn(({ page, to }: { page: number; to: object }) => {
    order.push(`page ${page}`);
    expect(to).toMatchObject({ ...OWN, ...OPEN });
    const image = 'data:image/png;base64,';
    return { title: 'Plan', page, pages: 2, image, width: 10, height: 10, unset: [] };
  });
  const settle = () => Promise.resolve(order.push('saved') > 0);
  const asked = await opened(OWN, { ...handlers, preview_document: page }, { ...PLAN, settle });
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  await user.click(await screen.findByRole('button', { name: 'Next page' }));
  await waitFor(() => expect(order).toEqual(['saved', 'page 1', 'page 2']));
  expect(asked).not.toHaveBeenCalled();
});

it('shows nothing, and says why, while something typed could not be saved', async () => {
  const page = vi.fn();
  const settle = () => Promise.resolve(false);
  await opened(OWN, { ...handlers, preview_document: page }, { ...PLAN, settle });
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  await waitFor(() => expect(toasts.list.at(-1)?.message).toMatch(/not saved yet/));
  expect(page).not.toHaveBeenCalled();
});

it('sends no passphrase to the preview', async () => {
  const seen = vi.fn(({ page }: { page: number; to: object }) => {
    const image = 'data:image/png;base64,';
    return { title: 'Plan', page, pages: 1, image, width: 10, height: 10, unset: [] };
  });
  const good = () => ({ ok: true, reasons: [] });
  const layers = { ...handlers, check_passphrase: good, preview_document: seen };
  await opened(OWN, layers, PLAN);
  await user.click(screen.getByLabelText('Opens with a passphrase only'));
  await user.type(field('Passphrase for the file'), LONG);
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  await waitFor(() => expect(seen).toHaveBeenCalled());
  expect(seen.mock.calls[0]?.[0].to).toMatchObject({ passphrase: '' });
});
