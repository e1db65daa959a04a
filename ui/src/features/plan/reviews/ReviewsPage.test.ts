import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Edit, EditPlan, OfRecord } from '../../../ipc/bindings';
import { setBackend, type Backend, type Command } from '../../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../../ipc/fake';
import { reviewHandlers } from '../../../ipc/fake/feature-reviews';
import { toasts } from '../../../lib/toasts.svelte';
import ReviewsPage from './ReviewsPage.svelte';

const user = userEvent.setup();
let edits: Edit[] = [];
let asked: [Command, unknown][] = [];

async function opened(scene = '', more: Handlers = {}) {
  const backend = fakeOf(reviewHandlers(scene), more);
  const spy: Backend = (name, args) => {
    asked.push([name, args.request]);
    if (name.startsWith('edit_')) edits.push(...(args.request as EditPlan).edits);
    return backend(name, args);
  };
  setBackend(spy);
  const onamend = vi.fn();
  render(ReviewsPage, { client: 'c1', onamend });
  await screen.findByRole('heading', { name: 'Tracer' });
  return onamend;
}
const field = (label: string) => screen.getByLabelText<HTMLTextAreaElement>(label);
const press = (name: string) => user.click(screen.getByRole('button', { name }));
const count = (command: Command) => asked.filter(([name]) => name === command).length;
const objective = (name: string) => within(screen.getByRole('group', { name }));
const activities = 'Takes part in three planned activities a week';

beforeEach(() => {
  [edits, asked] = [[], []];
  toasts.clear();
});

describe('a review', () => {
  it('is begun where a plan is in force, and not where none is', async () => {
    await opened('none');
    expect(screen.getByText('No plan is in force')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Begin a review' })).toBeNull();
  });

  it('begins with every objective, where it stands, and the last score', async () => {
    await opened();
    await press('Begin a review');
    expect(await screen.findByText(/Last score: 12 on Nov 23, 2026/)).toBeTruthy();
    expect(objective(activities).getByText(/Activity log/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Begin a review' })).toBeNull();
  });

  it('sends progress and status of the objective they were said of, word for word', async () => {
    await opened('begun');
    const here = objective(activities);
    await user.type(here.getByLabelText('What was reached'), 'Two walks — “better”');
    await user.click(here.getByRole('radio', { name: 'In progress' }));
    await waitFor(() => expect(edits).toHaveLength(2));
    expect(edits).toEqual([
      { op: 'set', path: 'objectives/o2/progress', value: 'Two walks — “better”' },
      { op: 'set', path: 'objectives/o2/status', value: 'in_progress' }
    ]);
  });

  it('shows its days in the house format, in the field and out of it, and keeps what is typed', async () => {
    await opened('begun');
    const next = field('Next review');
    expect(next.value).toBe('Dec 26, 2026');
    await user.click(next);
    expect(next.value).toBe('Dec 26, 2026');
    await user.clear(next);
    await user.type(next, '1/8/27');
    await new Promise((go) => setTimeout(go, 450));
    expect(next.value).toBe('1/8/27');
    await user.tab();
    await waitFor(() => expect(next.value).toBe('Jan 8, 2027'));
    expect(edits.at(-1)).toEqual({ op: 'set', path: 'next_on', value: '1/8/27' });
  });

  it('is not finished while something is missing, and leads to what is', async () => {
    await opened('begun');
    await press('Finish the review');
    const summary = await screen.findByRole('alert');
    await waitFor(() => expect(document.activeElement).toBe(summary));
    await user.click(within(summary).getByRole('link', { name: /has no status yet/ }));
    expect(objective(activities).getAllByRole('radio')).toContain(document.activeElement);
    await user.click(within(summary).getByRole('link', { name: 'Who took part is missing.' }));
    expect(document.activeElement).toBe(field('Who took part'));
    expect(field('Who took part').getAttribute('aria-invalid')).toBe('true');
    expect(count('finish_review')).toBe(0);
  });

  it('is finished with the last words typed, and stays to be read', async () => {
    const onamend = await opened('whole');
    await user.clear(field('What the team sees'));
    await user.type(field('What the team sees'), 'Sleeps through.');
    await press('Finish the review');
    expect(await screen.findByText('Sleeps through.')).toBeTruthy();
    expect(toasts.list.at(-1)?.message).toBe('The review is finished.');
    expect((asked.at(-1)?.[1] as OfRecord).rev).toBe(1 + edits.length);
    expect(onamend).not.toHaveBeenCalled();
  });

  it('that revises the plan leads on to the draft that amends it', async () => {
    const onamend = await opened('whole');
    await user.click(screen.getByRole('radio', { name: 'Revise the plan' }));
    await press('Finish the review');
    await waitFor(() => expect(onamend).toHaveBeenCalledOnce());
  });

  it('is not finished without words that could not be saved', async () => {
    const disk = { edit_review: () => refuse('disk-full') };
    await opened('whole', disk);
    await user.type(field('What the team sees'), ' And he hopes.');
    await press('Finish the review');
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    expect(count('finish_review')).toBe(0);
    expect(field('What the team sees').value).toMatch(/And he hopes\.$/);
  });

  it('changed elsewhere is loaded again, and the typed words stay to be saved', async () => {
    let rev = 0;
    const core = reviewHandlers('whole');
    const edit_review: Handlers['edit_review'] = (request) => {
      if (rev === 0) refuse('stale', (rev = 1));
      return core.edit_review!(request);
    };
    await opened('whole', { ...core, edit_review });
    await user.type(field('What the team sees'), ' More.');
    await user.tab();
    expect(await screen.findByText(/changed somewhere else meanwhile/)).toBeTruthy();
    expect(field('What the team sees').value).toMatch(/ More\.$/);
    await press('Try again');
    await waitFor(() => expect(edits.at(-1)).toMatchObject({ path: 'summary' }));
    await waitFor(() => expect(screen.queryByText(/changed somewhere else/)).toBeNull());
  });

  it('is given up only when that is said twice', async () => {
    await opened('begun');
    await press('Give it up');
    await user.click(await screen.findByRole('button', { name: 'Keep writing' }));
    expect(count('discard_review')).toBe(0);
    await press('Give it up');
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Give it up' }));
    expect(await screen.findByRole('button', { name: 'Begin a review' })).toBeTruthy();
  });
});

const said: [string, string][] = [
  ['Last day', '11/27/26'],
  ['Why the person leaves', 'Goals reached'],
  ['Where to', 'Outpatient, Harbor Health'],
  ['First appointment after: with whom, where, when', 'Dr. Quist, Dec 1, 9:00 AM'],
  ['Contact within seven days: who and when', 'M. Okafor, Nov 30']
];
async function fill() {
  for (const [label, words] of said) {
    await fireEvent.input(field(label), { target: { value: words } });
    await fireEvent.blur(field(label));
  }
}

describe('the summary', () => {
  it('begins with what the records say, and asks for what they do not', async () => {
    await opened();
    await press('Begin a summary');
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Attendance')).value).toBe(
      '42 of 48 sessions'
    );
    await press('Finish the summary');
    expect(
      await screen.findByRole('link', { name: 'Where the person goes is missing.' })
    ).toBeTruthy();
    expect(count('finish_summary')).toBe(0);
  });

  it('is finished, then read on the page as it was written', async () => {
    await opened('leaving');
    await fill();
    await press('Finish the summary');
    expect(await screen.findByText('Outpatient, Harbor Health')).toBeTruthy();
    expect(screen.getByText('Finished, last day Nov 27, 2026: M. Okafor, LCSW')).toBeTruthy();
    expect(edits.map((edit) => 'value' in edit && edit.value)).toEqual(
      said.map(([, words]) => words)
    );
  });

  it('is not finished without words that could not be saved', async () => {
    const whole = reviewHandlers('leaving');
    const edit_summary: Handlers['edit_summary'] = (request) => {
      const [edit] = request.edits;
      const long = edit?.op === 'set' && edit.path === 'recommendations';
      return long ? refuse('too-long') : whole.edit_summary!(request);
    };
    await opened('leaving', { ...whole, edit_summary });
    await fill();
    await user.type(field('Recommendations'), 'x');
    await press('Finish the summary');
    await waitFor(() => expect(screen.getByText(/longer than the field can hold/)).toBeTruthy());
    expect(count('finish_summary')).toBe(0);
    expect(field('Recommendations').value).toBe('x');
  });
});
