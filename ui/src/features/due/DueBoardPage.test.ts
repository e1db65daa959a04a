import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { SessionView } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { dueHandlers } from '../../ipc/fake/feature-due';
import { session } from '../../lib/session.svelte';
import DueBoardPage from './DueBoardPage.svelte';

const user = userEvent.setup();

function opened(scene = '', more: Handlers = {}) {
  const onopen = vi.fn();
  setBackend(fakeOf(dueHandlers(scene), more));
  render(DueBoardPage, { onopen });
  return onopen;
}
const filter = (name: string) => screen.getByRole('button', { name });
const whats = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent?.trim());

it('shows one kind, or what waits for oneself, and all of it again', async () => {
  opened();
  await screen.findByRole('table');
  expect(whats()).toHaveLength(5);
  await user.click(filter('Reviews 2'));
  expect(whats()).toEqual(['Review of the plan', 'Review of the plan']);
  await user.click(filter('Waits for you 2'));
  expect(whats()).toEqual([
    'Waits for: Supervisor waits for you',
    'Waitlist, urgent waits for you'
  ]);
  expect(filter('Waits for you 2').getAttribute('aria-pressed')).toBe('true');
  await user.click(filter('Everything 5'));
  expect(whats()).toHaveLength(5);
});

it('says how late something is beside its day', async () => {
  opened();
  expect((await screen.findByText('1 day late')).closest('td')?.textContent).toMatch(/Nov 25/);
  expect(screen.getByText('7 days late')).toBeTruthy();
  expect(screen.getAllByText(/late$/)).toHaveLength(2);
});

it('leads from each line to the client’s page where it is settled, by the keyboard alone', async () => {
  const onopen = opened();
  const go = async (name: string) => {
    (await screen.findByRole('button', { name })).focus();
    await user.keyboard('{Enter}');
    return onopen.mock.lastCall;
  };
  expect(await go('Open: Mari Núñez-Ibáñez, Waits for: Supervisor')).toEqual(['c1', 'plan']);
  expect(await go('Open: Ana Belén Ortiz, Release of information')).toEqual(['c3', 'intake']);
  expect(await go('Open: Sam Okoro, Waitlist, urgent')).toEqual(['c5', 'episode']);
});

it('says in words that nothing is due, and why there is no list', async () => {
  opened('empty');
  expect(await screen.findByText('Nothing is due')).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});

it('does not look empty when it could not be read', async () => {
  opened('', { open_due_board: () => refuse('damaged') });
  expect(await screen.findByText(/The records file is damaged/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('Nothing is due')).toBeNull());
});

describe('the plans of the people listed', () => {
  const many = vi.fn(() => ({
    folder: 'Plans',
    written: 1,
    unset: 0,
    without: 1,
    left: 0,
    refused: [{ number: 'RB-2', name: 'Ana', code: 'no-consent' as const, detail: '' }]
  }));

  it('are written in one go, each person once, and it is said which were not', async () => {
    session.current = { token: '', clinical: true } as SessionView;
    opened('', { export_plans: many });
    await user.click(await screen.findByRole('button', { name: 'Export these plans' }));
    await user.click(screen.getByLabelText('The client copy'));
    await user.click(screen.getByRole('button', { name: 'Choose a folder' }));
    expect(await screen.findByText(/One document written to Plans/)).toBeTruthy();
    expect(screen.getByText(/Not written: Ana \(RB-2\)/)).toBeTruthy();
    const [[{ clients, paper }]] = many.mock.calls as unknown as [
      [{ clients: string[]; paper: string }]
    ];
    expect(paper).toBe('client_copy');
    expect(new Set(clients).size).toBe(clients.length);
  });

  it('are not written when the dialog is closed before its passphrase is judged', async () => {
    session.current = { token: '', clinical: true } as SessionView;
    const asked = vi.fn();
    let judged = () => {};
    const judge = () =>
      new Promise<{ ok: boolean; reasons: [] }>((done) => {
        judged = () => done({ ok: true, reasons: [] });
      });
    opened('', { export_plans: asked, check_passphrase: judge });
    await user.click(await screen.findByRole('button', { name: 'Export these plans' }));
    await user.click(screen.getByLabelText('Opens with a passphrase only'));
    await user.type(screen.getByLabelText('Passphrase for the file'), 'four plain words together');
    await user.click(screen.getByRole('button', { name: 'Choose a folder' }));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    judged();
    await user.click(screen.getByRole('button', { name: 'Export these plans' }));
    expect(screen.queryByLabelText('Passphrase for the file')).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });

  it('are not offered to who cannot read them', async () => {
    session.current = { token: '', clinical: false } as SessionView;
    opened();
    await screen.findByRole('table');
    expect(screen.queryByRole('button', { name: 'Export these plans' })).toBeNull();
  });
});
