import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Edit, EditOffering, TickAttendance } from '../../ipc/bindings';
import { setBackend, type Backend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import { clinicHandlers } from '../../ipc/fake/clinic';
import { programHandlers } from '../../ipc/fake/feature-program';
import { pressed } from '../../lib/keyboard.svelte';
import { toasts } from '../../lib/toasts.svelte';
import ProgramPage from './ProgramPage.svelte';

let edits: Edit[][] = [];
let ticks: TickAttendance[] = [];

async function opened(scene = '') {
  const backend = fakeOf(clinicHandlers('open'), programHandlers(scene));
  const spy: Backend = (name, args) => {
    if (name === 'edit_offering') edits.push((args.request as EditOffering).edits);
    if (name === 'tick_attendance') ticks.push(args.request as TickAttendance);
    return backend(name, args);
  };
  setBackend(spy);
  render(ProgramPage);
  await screen.findByText(scene === 'empty' ? 'No group is in the catalog yet' : 'Today');
}

const user = userEvent.setup();
const card = (name: string) => screen.getByRole('article', { name });
const edit = (name: string) => user.click(screen.getByRole('button', { name: `Edit: ${name}` }));
const firstOf = (name: string | RegExp) => screen.getAllByRole('button', { name })[0]!;

async function roster() {
  await opened();
  await user.click(firstOf('Roster: Skills for mood and worry, 9:00 AM, 60 min'));
  await screen.findByRole('heading', { name: 'Morning group A' });
}

const choice = (person: string, name: string) =>
  within(screen.getByRole('radiogroup', { name: person })).getByRole('radio', { name });
const came = (person: string, name = 'Came') =>
  waitFor(() => expect(choice(person, name).getAttribute('aria-checked')).toBe('true'));

beforeEach(() => {
  edits = [];
  ticks = [];
  toasts.clear();
  window.addEventListener('keydown', pressed);
});
afterEach(() => window.removeEventListener('keydown', pressed));

describe('the catalog', () => {
  it('starts from a program while it is empty, and offers more of them folded after that', async () => {
    await opened('empty');
    await user.click(
      screen.getByRole('button', { name: 'Start with this: Adults, three mornings' })
    );
    await screen.findByRole('article', { name: 'Skills for mood and worry' });
    expect(document.querySelector('details')?.open).toBe(false);
  });

  it('is drawn as a week whose blocks say seats and open rosters', async () => {
    await opened();
    const week = screen.getByRole('group', { name: 'The program’s week' });
    const blocks = within(week).getAllByRole('button');
    expect(blocks).toHaveLength(4);
    expect(blocks[0]?.textContent.replace(/\s+/g, ' ')).toBe(
      '9:00 AM Skills for mood and worry 2 of 8 seats taken . Mon 9:00 AM, 60 min'
    );
    await user.click(blocks[0]!);
    await screen.findByRole('heading', { name: 'Morning group A' });
  });

  it('saves what is typed in a group, shows times one way and keeps the group in its place', async () => {
    await opened();
    await edit('Process group');
    const fields = within(card('Process group'));
    const name = fields.getByLabelText<HTMLTextAreaElement>(/^Name, for clinicians/);
    await user.clear(name);
    await user.type(name, 'Aware');
    await waitFor(() =>
      expect(edits.at(-1)).toEqual([{ op: 'set', path: 'name', value: 'Aware' }])
    );
    const cards = screen.getAllByRole('article').map((one) => one.getAttribute('aria-label'));
    expect(cards).toEqual(['Skills for mood and worry', 'Aware']);
    const start = within(card('Aware')).getAllByLabelText<HTMLTextAreaElement>('Begins')[0]!;
    expect(start.value).toBe('10:00 AM');
  });

  it('brings a removed meeting back', async () => {
    await opened();
    await edit('Process group');
    const meetings = () => within(card('Process group')).getAllByLabelText('Begins').length;
    await user.click(screen.getByRole('button', { name: 'Remove: Meeting 1' }));
    await waitFor(() => expect(meetings()).toBe(1));
    expect(toasts.list.at(-1)?.message).toBe('Meeting removed: Monday 10:00 AM');
    toasts.undoLast();
    await waitFor(() => expect(meetings()).toBe(2));
  });

  it('says why a meeting stays, and retires it instead', async () => {
    await opened('in-use');
    await edit('Process group');
    await user.click(screen.getByRole('button', { name: 'Remove: Meeting 1' }));
    await screen.findByText(/attendance was ticked on it, so it stays/);
    await user.click(screen.getByRole('button', { name: 'Stop holding it: Meeting 1' }));
    await screen.findByRole('button', { name: 'Bring back: Meeting 1' });
  });

  it('opens a new group and says what it lacks', async () => {
    await opened();
    await user.click(screen.getByRole('button', { name: 'Add a group' }));
    const fresh = await screen.findByRole('article', { name: 'Group without a name' });
    expect(within(fresh).getByText('A group needs a name.')).toBeTruthy();
  });
});

describe('a roster', () => {
  it('is ticked with numbers, going from person to person, and loses no tick', async () => {
    await roster();
    choice('Mari Núñez-Ibáñez', 'Came').focus();
    await user.keyboard('145');
    await came('Mari Núñez-Ibáñez');
    await came('Tuấn Đặng', 'No-show');
    await came('Ana Belén Ortiz', 'Excused');
    expect(ticks.map((tick) => tick.attendance)).toEqual(['came', 'no_show', 'excused']);
  });

  it('has one stop for Tab a person; arrows go on from there', async () => {
    await roster();
    choice('Mari Núñez-Ibáñez', 'Came').focus();
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(document.activeElement).toBe(choice('Tuấn Đặng', 'Came late'));
    const stops = screen.getAllByRole('radio').filter((one) => one.tabIndex === 0);
    expect(stops).toHaveLength(3);
  });

  it('ticks everybody who is left at once, and takes that back', async () => {
    await roster();
    await user.click(choice('Tuấn Đặng', 'No-show'));
    await came('Tuấn Đặng', 'No-show');
    await user.click(screen.getByRole('button', { name: 'Tick the 2 left as came' }));
    await came('Ana Belén Ortiz');
    await waitFor(() => expect(toasts.list.at(-1)?.message).toBe('2 people ticked as came'));
    toasts.undoLast();
    await screen.findByRole('button', { name: 'Tick the 2 left as came' });
    expect(choice('Tuấn Đặng', 'No-show').getAttribute('aria-checked')).toBe('true');
  });

  it('asks how long and why, and says what is no number', async () => {
    await roster();
    await user.click(choice('Tuấn Đặng', 'Came late'));
    const minutes = await screen.findByLabelText<HTMLInputElement>('Minutes');
    await user.clear(minutes);
    await user.type(minutes, 'half');
    await user.tab();
    await screen.findByText('Minutes are a number, such as 45.');
    await user.clear(minutes);
    await user.type(minutes, '45');
    await user.tab();
    await waitFor(() => expect(ticks.at(-1)?.minutes).toBe(45));
    await user.selectOptions(screen.getByLabelText('Why'), 'Transport');
    await waitFor(() => expect(ticks.at(-1)).toMatchObject({ minutes: 45, reason: 'transport' }));
  });

  it('takes somebody who came without a seat', async () => {
    await roster();
    await user.type(screen.getByLabelText('Somebody else came'), 'Devon');
    await user.click(await screen.findByText(/^Devon Achterberg/));
    await waitFor(() => expect(ticks.at(-1)?.client).toBe('c4'));
    await screen.findByText('Not on the plan');
  });

  it('goes to another day, and says when it has none', async () => {
    await roster();
    await user.click(screen.getByRole('button', { name: 'The meeting after' }));
    await screen.findByText(/still to come/);
    const day = screen.getByRole('textbox', { name: 'Day of the roster' });
    await user.clear(day);
    await user.type(day, 'some day{Enter}');
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: 'Back to the program' }));
    await screen.findByText('Today');
  });

  it('is written where the person says', async () => {
    await roster();
    await user.click(screen.getByRole('button', { name: 'Roster as PDF' }));
    await screen.findByText(/Roster Morning group A.pdf/);
  });
});
