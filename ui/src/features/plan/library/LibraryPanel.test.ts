import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { InsertFromLibrary, OpenLibrary } from '../../../ipc/bindings';
import { setBackend, type Backend } from '../../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../../ipc/fake';
import { pageOf, planHandlers } from '../../../ipc/fake/feature-plan';
import { pressed } from '../../../lib/keyboard.svelte';
import { toasts } from '../../../lib/toasts.svelte';
import PlanWorkspace from '../PlanWorkspace.svelte';

let asked: InsertFromLibrary[] = [];
let sought: OpenLibrary[] = [];
const user = userEvent.setup();
const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Search the library' });
const options = () => {
  const list = screen.queryByRole('listbox', { name: 'What the library offers' });
  return list ? within(list).queryAllByRole('option') : [];
};
const rows = () => options().map((row) => row.textContent.trim());
const marked = () => options().findIndex((row) => row.getAttribute('aria-selected') === 'true');

/** Opens a plan beside its library and writes down what is asked of the core. */
async function opened(scene = 'rich', more: Handlers = {}) {
  const inserted: Handlers = { insert_from_library: () => pageOf(scene) };
  const backend = fakeOf(planHandlers(scene), inserted, more);
  const spy: Backend = (name, args) => {
    if (name === 'insert_from_library') asked.push(args.request as InsertFromLibrary);
    if (name === 'open_library') sought.push(args.request as OpenLibrary);
    return backend(name, args);
  };
  setBackend(spy);
  render(PlanWorkspace, { client: 'c1' });
  await screen.findByLabelText('Program');
  await waitFor(() => expect(rows().length).toBeGreaterThan(0));
}

beforeEach(() => {
  [asked, sought] = [[], []];
  toasts.clear();
});

describe('the library beside a plan', () => {
  it('shows the areas that scores bring up first, and whose they are', async () => {
    await opened();
    expect(rows()[0]).toContain('Depression');
    expect(rows()[0]).toContain('a score brings it up');
    expect(rows()[1]).toContain('the clinic’s own');
    expect(rows().some((row) => row.includes('School'))).toBe(false);
  });

  it('takes the cursor with "/" and gives it back with Escape', async () => {
    await opened();
    const goal = screen.getAllByLabelText<HTMLTextAreaElement>('Clinical goal')[0]!;
    await user.click(goal);
    goal.blur();
    expect(pressed(new KeyboardEvent('keydown', { key: '/' }))).toBe(true);
    expect(document.activeElement).toBe(field());
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(document.activeElement?.closest('[data-entry]')).toBe(goal.closest('[data-entry]'))
    );
  });

  it('puts what is marked where the cursor was', async () => {
    await opened();
    const goal = screen.getAllByLabelText('Clinical goal')[0]!;
    await user.click(goal);
    const under = goal.closest<HTMLElement>('[data-entry]')!.dataset.entry;
    await user.type(field(), 'mood');
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toMatchObject({ area: 'depression', part: 'problem', entry: 'low', under });
    expect(asked[0]?.rev).toBe(7);
  });

  it('takes what the words ask for, also when Enter is faster than the library', async () => {
    const handlers = planHandlers('rich');
    await opened('rich', {
      open_library: async (request) => {
        await new Promise((done) => setTimeout(done, 40));
        return handlers.open_library!(request);
      }
    });
    await user.click(field());
    await fireEvent.input(field(), { target: { value: 'mood' } });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toMatchObject({ area: 'depression', part: 'problem', entry: 'low' });
  });

  it('opens an area with the right arrow and closes it with the left one', async () => {
    await opened();
    await user.click(field());
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(rows()).toHaveLength(4));
    expect(sought.at(-1)).toMatchObject({ area: 'depression', find: '' });
    screen.getByRole('button', { name: 'All areas' });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(marked()).toBe(2);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked[0]).toMatchObject({ part: 'goal', entry: 'rise' }));
    await user.click(field());
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(rows()).toHaveLength(2));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'All areas' })).toBeNull());
  });

  it('leaves the right arrow to the words while there are some after it', async () => {
    await opened();
    await user.type(field(), 'depr');
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.keyboard('{ArrowLeft}{ArrowRight}');
    expect(sought.every((one) => one.area === '')).toBe(true);
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(sought.at(-1)).toMatchObject({ area: 'depression' }));
  });

  it('closes the open area when words are sought', async () => {
    await opened();
    await user.click(field());
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(rows()).toHaveLength(4));
    await user.type(field(), 'river');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(sought.at(-1)).toMatchObject({ area: '', find: 'river' });
  });

  it('says that words find nothing', async () => {
    await opened();
    await user.type(field(), 'zebra');
    await screen.findByText('Nothing with these words. Try fewer or other ones.');
  });

  it('says where there is no place for an entry, and the plan stays saved', async () => {
    await opened('rich', { insert_from_library: () => refuse('no-such-record') });
    await user.type(field(), 'mood');
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(toasts.list[0]?.message).toContain('There is no place for it'));
    expect(screen.queryByText('Not saved')).toBeNull();
  });
});

describe('words of the library', () => {
  it('are marked until somebody says that they fit', async () => {
    const page = pageOf();
    const [problem] = page.plan.problems;
    problem!.library = 'depression/low';
    setBackend(fakeOf(planHandlers('rich', page)));
    render(PlanWorkspace, { client: 'c1' });
    await screen.findByText('From the library. Make it the person’s own.');
    await user.click(screen.getByRole('button', { name: 'It fits as it is' }));
    await waitFor(() =>
      expect(screen.queryByText('From the library. Make it the person’s own.')).toBeNull()
    );
  });
});
