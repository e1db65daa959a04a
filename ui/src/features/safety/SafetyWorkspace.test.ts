import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Edit, EditPlan, ExportPlan } from '../../ipc/bindings';
import { setBackend, type Backend } from '../../ipc/call';
import { fakeOf, type Handlers } from '../../ipc/fake';
import { safetyHandlers } from '../../ipc/fake/feature-safety';
import { pressed } from '../../lib/keyboard.svelte';
import { toasts } from '../../lib/toasts.svelte';
import SafetyWorkspace from './SafetyWorkspace.svelte';

let sent: Edit[][] = [];

async function opened(scene = '', more: Handlers = {}) {
  const backend = fakeOf(safetyHandlers(scene), more);
  const spy: Backend = (name, args) => {
    if (name === 'edit_safety_plan') sent.push((args.request as EditPlan).edits);
    return backend(name, args);
  };
  setBackend(spy);
  render(SafetyWorkspace, { client: 'c1' });
  await screen.findByRole('heading', { name: 'Warning signs' });
}

const user = userEvent.setup();
const words = () =>
  screen
    .getAllByLabelText<HTMLTextAreaElement>('In the person’s own words')
    .map((field) => field.value);
const act = (name: string) => user.click(screen.getByRole('button', { name }));
const WALK = 'Walk to the river and back, with the dog';
const SONG = 'Put on the song from my brother’s wedding';

beforeEach(() => {
  sent = [];
  toasts.clear();
});

describe('the six parts', () => {
  it('stand in order, and 988 before the professionals', async () => {
    await opened();
    const headings = screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent);
    expect(headings.slice(0, 6)).toEqual([
      '1Warning signs',
      '2What I can do myself',
      '3People and places that distract me',
      '4People I can ask for help',
      '5Professionals and crisis lines',
      '6Making my space safer'
    ]);
    expect(screen.getByText('988 Suicide & Crisis Lifeline')).toBeTruthy();
  });

  it('take a new line, with the cursor in it, and save it as it is typed', async () => {
    await opened('empty');
    await act('Add a line to “Warning signs”');
    await waitFor(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'));
    await user.keyboard('I stop eating');
    await user.tab();
    await waitFor(() => expect(sent.at(-1)?.[0]).toMatchObject({ op: 'set' }));
    expect(sent[0]?.[0]).toEqual({ op: 'add', list: 'warning_signs', after: null, value: null });
    expect(sent.at(-1)?.[0]).toMatchObject({
      path: expect.stringMatching(/^warning_signs\/\w+\/text$/),
      value: 'I stop eating'
    });
  });

  it('ask for a name and a number where somebody is named', async () => {
    await opened('empty');
    await act('Add a line to “People I can ask for help”');
    await screen.findByLabelText('Phone');
    await user.type(screen.getByLabelText('Who'), 'Rosa');
    await user.type(screen.getByLabelText('Phone'), '555 010 4472');
    await user.tab();
    await waitFor(() =>
      expect(sent.at(-1)?.[0]).toMatchObject({
        path: expect.stringMatching(/^helpers\/\w+\/phone$/),
        value: '555 010 4472'
      })
    );
  });
});

describe('a line', () => {
  it('moves by its button', async () => {
    await opened();
    expect(words().slice(2, 4)).toEqual([WALK, SONG]);
    await user.click(
      screen.getByRole('button', { name: /^Move down.*: What I can do myself, line 1$/ })
    );
    await waitFor(() => expect(words().slice(2, 4)).toEqual([SONG, WALK]));
    expect(sent[0]?.[0]).toMatchObject({
      op: 'move',
      path: expect.stringMatching(/^own_steps\/\w+$/)
    });
  });

  it('moves by the keyboard, and the cursor goes along', async () => {
    await opened();
    window.addEventListener('keydown', pressed);
    screen.getAllByLabelText('In the person’s own words')[3]?.focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => expect(words().slice(2, 4)).toEqual([SONG, WALK]));
    expect((document.activeElement as HTMLTextAreaElement).value).toBe(SONG);
    window.removeEventListener('keydown', pressed);
  });

  it('comes back whole, in its place, when its removal is undone', async () => {
    await opened();
    const before = words();
    await user.click(
      screen.getByRole('button', { name: /^Remove.*: What I can do myself, line 2$/ })
    );
    await waitFor(() => expect(words()).not.toContain(SONG));
    expect(toasts.list.at(-1)?.message).toBe('What I can do myself, line 2 was removed.');
    toasts.undoLast();
    await waitFor(() => expect(words()).toEqual(before));
  });
});

describe('another language', () => {
  it('asks for each line in it and for who translated, never a child', async () => {
    await opened();
    expect(screen.queryByLabelText('In the client’s language')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Language the client reads'), 'Spanish');
    await waitFor(() =>
      expect(screen.getAllByLabelText('In the client’s language').length).toBeGreaterThan(3)
    );
    expect(sent[0]?.[0]).toEqual({ op: 'set', path: 'language', value: 'es' });
    const who = screen.getAllByLabelText<HTMLSelectElement>('Who translated it')[1]!;
    expect([...who.options].map((one) => one.textContent)).toEqual([
      'Choose',
      'The client',
      'Staff who speak the language',
      'An interpreter or translator',
      'An adult the client chose'
    ]);
    await user.selectOptions(who, 'An interpreter or translator');
    await waitFor(() =>
      expect(sent.at(-1)?.[0]).toMatchObject({
        path: expect.stringMatching(/client_wording\/by$/),
        value: 'interpreter'
      })
    );
  });

  it('can be any, by its tag', async () => {
    await opened('empty');
    await user.selectOptions(
      screen.getByLabelText('Language the client reads'),
      'Another language'
    );
    const tag = await screen.findByLabelText('Language tag');
    await waitFor(() => expect(document.activeElement).toBe(tag));
    await user.keyboard('fr');
    await user.tab();
    await waitFor(() =>
      expect(sent.at(-1)?.[0]).toEqual({ op: 'set', path: 'language', value: 'fr' })
    );
  });
});

describe('what is missing', () => {
  it('leads to its place', async () => {
    await opened();
    await user.click(screen.getByRole('button', { name: /Nothing about making the space safer/ }));
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      'Add a line to “Making my space safer”'
    );
    await user.click(screen.getByRole('button', { name: /A line has no words yet/ }));
    expect(document.activeElement?.id).toMatch(/^plan-helpers-\w+-text$/);
  });
});

describe('export', () => {
  it('is for the client unless somebody says otherwise', async () => {
    const asked = vi.fn((_: ExportPlan) => ({
      file: 'Safety plan.pdf',
      pages: 1,
      unset: [],
      notice: '',
      locked: false
    }));
    await opened('', { export_safety_plan: asked });
    await user.click(screen.getByRole('button', { name: 'Export PDF' }));
    const whom = await screen.findByLabelText('For whom');
    await waitFor(() => expect(document.activeElement).toBe(whom));
    await user.click(screen.getByRole('button', { name: 'Choose where to save' }));
    expect(await screen.findByText('Safety plan.pdf, 1 page')).toBeTruthy();
    expect(asked.mock.calls[0]?.[0]).toMatchObject({
      client: 'c1',
      to: { recipient: 'The client', purpose: 'Own copy' }
    });
  });
});
