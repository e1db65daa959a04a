import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { session as someone } from '../../ipc/fake/clinic';
import { vaultHandlers } from '../../ipc/fake/feature-vault';
import { session } from '../../lib/session.svelte';
import TodayPage from './TodayPage.svelte';

async function opened(scene: string, more: Handlers = {}) {
  session.current = someone;
  setBackend(fakeOf(vaultHandlers(scene), more));
  const props = { onopen: vi.fn(), onclients: vi.fn(), onrecords: vi.fn() };
  render(TodayPage, props);
  await screen.findByRole('heading', { name: 'The records' });
  return { ...props, user: userEvent.setup() };
}

describe('today', () => {
  it('puts who needs a clinician first, with what the clinic does in a crisis', async () => {
    const { user, onopen } = await opened('');
    const [first] = screen.getAllByRole('heading', { level: 2 });
    expect(first?.textContent).toBe('A clinician is needed now');
    const section = first!.closest('section')!;
    expect(section.textContent).toContain(someone.crisis_steps);
    expect(section.textContent).toContain('988');
    await user.click(within(section).getByRole('button', { name: 'Open: Tuấn Đặng' }));
    expect(onopen).toHaveBeenCalledWith('c2', 'overview');
  });

  it('leads to the screening that was handed over and to the intake that was left', async () => {
    const { user, onopen } = await opened('');
    await user.click(screen.getByRole('button', { name: 'Open: Mari Núñez-Ibáñez, PHQ-9' }));
    expect(onopen).toHaveBeenCalledWith('c1', 'screening');
    await user.click(screen.getByRole('button', { name: /^Continue: Ana Belén Ortiz/ }));
    expect(onopen).toHaveBeenCalledWith('c3', 'intake');
  });

  it('warns of an old backup and makes a new one on the spot', async () => {
    const { user } = await opened('worry');
    expect(screen.getByText('The last backup is 9 days old')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Back up now' }));
    expect(await screen.findByText(/^Last backup: Today/)).toBeTruthy();
    expect(screen.queryByText('The last backup is 9 days old')).toBeNull();
  });

  it('keeps warning, and says why, when the backup could not be made', async () => {
    const { user } = await opened('worry', { back_up: () => refuse('disk-full') });
    await user.click(screen.getByRole('button', { name: 'Back up now' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/disk is full/);
    expect(screen.getByText('The last backup is 9 days old')).toBeTruthy();
  });

  it('says that part of a key is missing, and how it comes back', async () => {
    await opened('worry');
    expect(screen.getByText('Part of your key is missing from the records file')).toBeTruthy();
    expect(screen.getByText(/change your role and change it back/)).toBeTruthy();
  });

  it('shows what is due, each kind where it is done', async () => {
    const { user, onopen } = await opened('');
    for (const [name, ...to] of [
      [/^Open: Mari Núñez-Ibáñez, PHQ-9, GAD-7/, 'c1', 'screening'],
      [/^Open: Ana Belén Ortiz, A decision on suitability waits/, 'c3', 'suitability'],
      [/^Open: Mari Núñez-Ibáñez, Release of information/, 'c1', 'intake', 'consents'],
      [/^Open: .*, Waitlist, urgent/, 'c5', 'episode']
    ] as const) {
      await user.click(screen.getByRole('button', { name }));
      expect(onopen).toHaveBeenLastCalledWith(...to);
    }
    expect(screen.getByText('ends Dec 4, 2026')).toBeTruthy();
  });

  it('says so when nothing waits', async () => {
    await opened('empty');
    expect(screen.getByRole('heading', { name: 'Nothing waits for you' })).toBeTruthy();
    expect(screen.getByText('There is no backup yet')).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Screenings due' })).toBeNull();
  });
});
