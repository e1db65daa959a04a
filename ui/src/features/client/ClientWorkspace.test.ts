import { createRawSnippet } from 'svelte';
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import { formHandlers } from '../../ipc/fake/feature-forms';
import { offer, offered } from '../../lib/keyboard.svelte';
import type { ClientTab } from '../../lib/where';
import ClientWorkspace from './ClientWorkspace.svelte';

const press = vi.fn();
const part = createRawSnippet(() => ({
  render: () => '<button>A button of this part</button>',
  setup: (button) => button.addEventListener('keydown', press)
}));

const parts = {
  intake: part,
  screening: part,
  suitability: part,
  safety: part,
  plan: part,
  progress: part,
  documents: part,
  episode: part
};

async function opened(client: string, tab: ClientTab = 'overview', scene = '') {
  setBackend(fakeOf(formHandlers(scene)));
  const go = vi.fn();
  render(ClientWorkspace, {
    client,
    tab,
    go,
    parts,
    onremoved: vi.fn()
  });
  await screen.findByRole('heading', { level: 1 });
  return { go, user: userEvent.setup() };
}

beforeEach(() => press.mockReset());

describe('a client’s page', () => {
  it('says who this is, whatever is open', async () => {
    await opened('c2', 'plan');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Tuấn Đặng');
    for (const words of [
      'legally Tuan Dang',
      'he/him',
      '16, born Apr 7, 2010',
      'RB-0051',
      'Under 18'
    ])
      expect(screen.getByText(words)).toBeTruthy();
  });

  it('leads from the overview to the first section that is not done', async () => {
    const { go, user } = await opened('c2');
    await user.click(screen.getByRole('button', { name: 'Start the intake' }));
    expect(go).toHaveBeenCalledWith('intake', 'referral');
  });

  it('moves between tabs with the arrow keys', async () => {
    const { go, user } = await opened('c2', 'intake');
    screen.getByRole('tab', { name: /Intake/ }).focus();
    await user.keyboard('{ArrowRight}');
    expect(go).toHaveBeenCalledWith('screening');
  });

  it('shows front desk no screenings and no plan', async () => {
    await opened('c1', 'overview', 'desk');
    expect(screen.queryByRole('heading', { name: 'Plan' })).toBeNull();
    expect(screen.getByText('Scores and the plan are opened by a therapist.')).toBeTruthy();
  });

  it('offers every part of it by name and by key, and only those the session may open', async () => {
    const names = () => offered().map(({ label, keys }) => `${label}: ${keys}`);
    await opened('c1');
    expect(names()).toEqual([
      'Go to Overview: Alt+1',
      'Go to Intake: Alt+2',
      'Go to Screening: Alt+3',
      'Go to Suitability: Alt+4',
      'Go to Safety plan: Alt+5',
      'Go to Plan: Alt+6',
      'Go to Progress: Alt+7',
      'Go to Documents: Alt+8',
      'Go to Episode: Alt+9',
      'Go to History: Alt+0'
    ]);
    cleanup();
    await opened('c1', 'suitability', 'desk');
    expect(names()).toEqual([
      'Go to Overview: Alt+1',
      'Go to Intake: Alt+2',
      'Go to Screening: Alt+3',
      'Go to Plan: Alt+4',
      'Go to Documents: Alt+5',
      'Go to Episode: Alt+6'
    ]);
    expect(screen.queryByRole('button', { name: 'A button of this part' })).toBeNull();
  });

  it('goes on with Ctrl+Enter even from a button, which does not hear of it', async () => {
    const { user } = await opened('c2', 'intake');
    const run = vi.fn();
    const done = offer([{ id: 'x', label: 'x', group: 'x', keys: 'Ctrl+Enter', run }]);
    screen.getByRole('button', { name: 'A button of this part' }).focus();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(run).toHaveBeenCalledTimes(1);
    expect(press.mock.calls.map(([event]) => (event as KeyboardEvent).key)).toEqual(['Control']);
    done();
  });

  it('says why it cannot be opened, and tries again', async () => {
    setBackend(fakeOf(formHandlers()));
    const go = vi.fn();
    const props = { client: 'nobody', tab: 'overview' as const, go };
    render(ClientWorkspace, {
      ...props,
      parts,
      onremoved: vi.fn()
    });
    expect(await screen.findByText('This client is not in the records.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
