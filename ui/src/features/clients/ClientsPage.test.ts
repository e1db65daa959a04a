import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientRow } from '../../ipc/bindings';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { clinicHandlers } from '../../ipc/fake/clinic';
import { clientList, clients } from '../../ipc/fake/people';
import ClientsPage from './ClientsPage.svelte';
import { stageFilter } from './stages.svelte';

async function open(scene = 'open', more: Handlers = {}) {
  const onopen = vi.fn();
  const onnew = vi.fn();
  setBackend(fakeOf(clinicHandlers(scene), more));
  const { unmount } = render(ClientsPage, { onopen, onnew });
  const user = userEvent.setup();
  if (scene === 'open') await screen.findByRole('combobox', { name: 'Find a client' });
  return { user, onopen, onnew, unmount };
}

beforeEach(() => stageFilter.clear());

const chosen = () =>
  screen.getAllByRole('option').findIndex((row) => row.getAttribute('aria-selected') === 'true');

describe('the client list', () => {
  it('is worked from the search field: arrows choose, Enter opens', async () => {
    const { user, onopen } = await open();
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(5));
    expect(document.activeElement).toBe(screen.getByRole('combobox'));
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(chosen()).toBe(1);
    await user.keyboard('{Enter}');
    expect(onopen).toHaveBeenCalledWith('c2');
  });

  it('starts at the best match again when something else is typed', async () => {
    const { user, onopen } = await open();
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(5));
    await user.keyboard('{ArrowUp}ortiz');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(chosen()).toBe(0);
    expect(screen.getAllByText('1 of 5 clients').length).toBeGreaterThan(0);
    await user.keyboard('{Enter}');
    expect(onopen).toHaveBeenCalledWith('c3');
  });

  it('says what would find somebody when nobody matches, and Escape starts over', async () => {
    const { user } = await open();
    await user.keyboard('zzz');
    await screen.findByText('Nobody matches “zzz”.');
    await user.keyboard('{Enter}{Escape}');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(5));
  });

  it('shows no answer to an earlier question after one to a later', async () => {
    const gates: (() => void)[] = [];
    const { user } = await open('open', {
      find_clients: async ({ find }) => {
        await new Promise<void>((done) => (find === 'a' ? gates.push(done) : done()));
        const found = find === 'a' ? 3 : 0;
        return { rows: [], matching: found, found, total: 5, stages: [] };
      }
    });
    await user.keyboard('a');
    await user.keyboard('b');
    await screen.findByText('Nobody matches “ab”.');
    gates.forEach((open) => open());
    await new Promise((done) => setTimeout(done));
    expect(screen.getByText('Nobody matches “ab”.')).toBeTruthy();
  });

  it('says what the place is for when it is empty, and offers the first step', async () => {
    const { user, onnew } = await open('empty');
    await user.click(await screen.findByRole('button', { name: 'Add the first client' }));
    expect(onnew).toHaveBeenCalled();
  });

  it('says why when the core refuses', async () => {
    await open('open', { find_clients: () => refuse('damaged') });
    expect((await screen.findByRole('alert')).textContent).toMatch(/damaged/);
  });
});

describe('a client list of a thousand', () => {
  const many: ClientRow[] = Array.from({ length: 1_000 }, (_, nth) => ({
    ...clients[0]!,
    client: `c${nth}`,
    name: `Client ${nth}`
  }));
  const asked: number[] = [];
  const handlers: Handlers = {
    find_clients: (ask) => {
      asked.push(ask.offset);
      return clientList(many, ask);
    }
  };
  const marked = () =>
    screen.getAllByRole('option').find((row) => row.getAttribute('aria-selected') === 'true');

  beforeEach(() => asked.splice(0));

  it('draws the lines in sight and says of each where it stands', async () => {
    await open('open', handlers);
    const lines = await screen.findAllByRole('option');
    expect(lines.length).toBeLessThan(100);
    expect(lines[1]?.getAttribute('aria-posinset')).toBe('2');
    expect(lines[1]?.getAttribute('aria-setsize')).toBe('1000');
    expect(asked).toEqual([0]);
  });

  it('goes on to its last line, which is read when it is come to', async () => {
    const { user, onopen } = await open('open', handlers);
    await screen.findByText('Client 0');
    await user.keyboard('{ArrowUp}');
    await screen.findByText('Client 999');
    expect(marked()?.textContent).toContain('Client 999');
    expect(marked()?.getAttribute('aria-posinset')).toBe('1000');
    expect(screen.getByRole('combobox').getAttribute('aria-activedescendant')).toBe(marked()?.id);
    expect(asked.filter((offset) => offset >= 500).length).toBeLessThan(4);
    await user.keyboard('{Enter}');
    expect(onopen).toHaveBeenCalledWith('c999');
    await user.keyboard('{ArrowDown}');
    await screen.findByText('Client 0');
    expect(screen.queryByText('Client 999')).toBeNull();
  });

  it('shows nobody of the list before when something else is looked for at its end', async () => {
    const { user } = await open('open', handlers);
    await screen.findByText('Client 0');
    await user.keyboard('{ArrowUp}');
    await screen.findByText('Client 999');
    await user.keyboard('77');
    await waitFor(() => expect(screen.queryByText('Client 999')).toBeNull());
    await screen.findByText('Client 77');
    expect(marked()?.textContent).toContain('Client 77');
  });

  it('says why when it cannot be read on', async () => {
    const { user } = await open('open', {
      find_clients: (ask) => (ask.offset > 0 ? refuse('damaged') : clientList(many, ask))
    });
    await screen.findByText('Client 0');
    await user.keyboard('{ArrowUp}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/damaged/);
    expect(marked()?.textContent).toBe('Reading on');
  });
});

describe('the stages on the client list', () => {
  const chip = (name: string) => screen.findByRole<HTMLInputElement>('radio', { name });
  const chips = () =>
    screen.getAllByRole('radio').map((one) => one.parentElement?.textContent.trim());
  const names = () =>
    screen.getAllByRole('option').map((row) => row.querySelector('b')?.textContent);
  const said = () => screen.getByRole('status').textContent;

  it('are those of the people found, each once and without what is particular to one', async () => {
    await open();
    await chip('All');
    expect(chips()).toEqual([
      'All',
      'Waitlist',
      'Intake',
      'Intake done',
      'Plan in draft',
      'Discharged'
    ]);
    expect((await chip('All')).checked).toBe(true);
  });

  it('are chosen with the keyboard; who is shown, what Enter opens and what is said follow', async () => {
    const { user, onopen } = await open();
    await chip('All');
    await user.keyboard('{ArrowDown}{ArrowDown}{Tab}{ArrowRight}{ArrowRight}');
    await waitFor(() => expect(names()).toEqual(['Tuấn Đặng']));
    expect(document.activeElement).toBe(await chip('Intake'));
    expect(said()).toBe('Intake: 1 of 5 clients');
    await user.tab({ shift: true });
    await user.keyboard('{Enter}');
    expect(onopen).toHaveBeenCalledWith('c2');
  });

  it('stay chosen on the way to a client and back', async () => {
    const { user, unmount } = await open();
    await user.click(await chip('Waitlist'));
    unmount();
    await open();
    expect((await chip('Waitlist')).checked).toBe(true);
    expect(names()).toEqual(['Sam Okoro']);
  });

  it('say when nobody who was looked for is there, and show everybody when asked to', async () => {
    const { user } = await open();
    await user.click(await chip('Waitlist'));
    await user.type(screen.getByRole('combobox'), 'ortiz');
    await screen.findByText('Nobody who matches “ortiz” is at “Waitlist”.');
    expect((await chip('Waitlist')).checked).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Show everybody' }));
    expect(names()).toEqual(['Ana Belén Ortiz']);
  });

  it('are asked of the core, which looks through everybody, and read on to the end', async () => {
    const stages = ['Intake', 'Waitlist'];
    const many: ClientRow[] = Array.from({ length: 2_400 }, (_, nth) => ({
      ...clients[0]!,
      client: `c${nth}`,
      name: `Client ${nth}`,
      stage_name: stages[Number(nth >= 1_200)]!
    }));
    const { user } = await open('open', { find_clients: (ask) => clientList(many, ask) });
    await user.click(await chip('Waitlist'));
    await screen.findByText('Client 1200');
    expect(said()).toBe('Waitlist: 1200 of 2400 clients');
    expect(screen.queryByText('Client 0')).toBeNull();
    await user.click(screen.getByRole('combobox'));
    await user.keyboard('{ArrowUp}');
    await screen.findByText('Client 2399');
  });

  it('are not offered where there is nothing to choose', async () => {
    await open('open', {
      find_clients: (ask) => clientList(clients.slice(0, 1), ask)
    });
    await screen.findByRole('option');
    expect(screen.queryByRole('radio')).toBeNull();
  });
});
