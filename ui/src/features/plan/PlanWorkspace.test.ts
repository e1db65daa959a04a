import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Edit, EditPlan, PlanPage } from '../../ipc/bindings';
import { setBackend, type Backend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { pageOf, planHandlers } from '../../ipc/fake/feature-plan';
import { toasts } from '../../lib/toasts.svelte';
import PlanWorkspace from './PlanWorkspace.svelte';

let sent: Edit[][] = [];

/** Opens a plan and writes down every edit that reaches the core. */
async function opened(scene = 'rich', more: Handlers = {}) {
  const backend = fakeOf(planHandlers(scene), more);
  const spy: Backend = (name, args) => {
    if (name === 'edit_plan') sent.push((args.request as EditPlan).edits);
    return backend(name, args);
  };
  setBackend(spy);
  render(PlanWorkspace, { client: 'c1' });
  await screen.findByLabelText('Program');
}

const user = userEvent.setup();
const values = (label: string) =>
  screen.getAllByLabelText<HTMLTextAreaElement>(label).map((field) => field.value);
const first = (label: string) => screen.getAllByLabelText<HTMLTextAreaElement>(label)[0]!;
const page = pageOf();
const problem = `problems/${page.plan.problems[0]?.id}`;

beforeEach(() => {
  sent = [];
  toasts.clear();
});

describe('typing', () => {
  it('sends the last words only, at the path of the field, on leaving it', async () => {
    await opened();
    const id = first('Problem').id;
    await user.clear(first('Problem'));
    await user.type(first('Problem'), 'Low mood');
    await user.tab();
    await waitFor(() => expect(sent.length).toBeGreaterThan(0));
    const edit = sent.at(-1)?.[0];
    expect(edit).toMatchObject({ op: 'set', value: 'Low mood' });
    expect(edit?.op === 'set' && `plan-${edit.path.replaceAll('/', '-')}`).toBe(id);
    expect(sent.length).toBeLessThan(4);
  });

  it('is never overwritten by a reply that comes while it goes on', async () => {
    let answer = () => {};
    const held = new Promise<void>((go) => (answer = go));
    const slow = planHandlers();
    await opened('rich', {
      ...slow,
      edit_plan: async (request) => {
        await held;
        return slow.edit_plan!(request);
      }
    });
    const field = first('Problem');
    field.focus();
    await fireEvent.input(field, { target: { value: 'Low' } });
    await new Promise((go) => setTimeout(go, 450));
    await fireEvent.input(field, { target: { value: 'Low mood, ' } });
    answer();
    await new Promise((go) => setTimeout(go, 20));
    expect(field.value).toBe('Low mood, ');
  });

  it('marks an amount that cannot be read once the field is left, and keeps it', async () => {
    await opened();
    const minutes = first('Minutes');
    await user.clear(minutes);
    await user.type(minutes, 'an hour');
    await new Promise((go) => setTimeout(go, 450));
    expect(minutes.getAttribute('aria-invalid')).toBeNull();
    await user.tab();
    await waitFor(() => expect(minutes.getAttribute('aria-invalid')).toBe('true'));
    expect(minutes.value).toBe('an hour');
  });

  it('shows a date one way, however it was typed', async () => {
    await opened();
    await user.clear(first('Target date'));
    await user.type(first('Target date'), '4/7/27');
    expect(first('Target date').value).toBe('4/7/27');
    await user.tab();
    await waitFor(() => expect(first('Target date').value).toBe('Apr 7, 2027'));
  });
});

describe('entries', () => {
  it('take the cursor into their first field when they are added', async () => {
    await opened('empty');
    await user.click(screen.getByRole('button', { name: 'Add the first problem' }));
    await waitFor(() => expect(document.activeElement).toBe(first('Problem')));
    await user.click(screen.getByRole('button', { name: 'Add a goal' }));
    await waitFor(() => expect(document.activeElement).toBe(first('Goal, in the client’s words')));
  });

  it('come back whole when their removal is undone', async () => {
    await opened();
    const before = values('Problem');
    const words = values('Goal, in the client’s words');
    await user.click(screen.getByRole('button', { name: /^Remove.*: Problem 1$/ }));
    await waitFor(() => expect(values('Problem')).toEqual(before.slice(1)));
    expect(toasts.list.at(-1)?.message).toBe('Problem 1 was removed.');
    toasts.undoLast();
    await waitFor(() => expect(values('Problem')).toEqual(before));
    expect(values('Goal, in the client’s words')).toEqual(words);
  });

  it('come back with words that were typed just before', async () => {
    await opened();
    await user.clear(first('Problem'));
    await user.type(first('Problem'), 'Just typed');
    await user.click(screen.getByRole('button', { name: /^Remove.*: Problem 1$/ }));
    await waitFor(() => expect(values('Problem')).not.toContain('Just typed'));
    toasts.undoLast();
    await waitFor(() => expect(values('Problem')[0]).toBe('Just typed'));
  });

  it('keep the cursor while they change places', async () => {
    await opened();
    const evidence = first('What shows it');
    evidence.focus();
    await user.click(screen.getByRole('button', { name: /^Move down.*: Problem 1$/ }));
    await waitFor(() => expect(values('What shows it')[1]).toBe(evidence.value));
    expect(sent.at(-1)?.[0]).toMatchObject({
      op: 'move',
      path: expect.stringMatching(/^problems/)
    });
  });

  it('grow by Enter in the last row of interventions', async () => {
    await opened();
    const rows = screen.getAllByLabelText('Weeks');
    await user.type(rows[1]!, '{Enter}');
    await waitFor(() => expect(screen.getAllByLabelText('Weeks').length).toBe(rows.length + 1));
    expect(document.activeElement?.id).toMatch(/modality$/);
    await user.type(rows[0]!, '{Enter}');
    expect(document.activeElement).toBe(rows[1]);
  });

  it('are not changed by Enter in a list of people that was only opened', async () => {
    await opened();
    const people = screen.getAllByLabelText<HTMLInputElement>('Responsible');
    await user.click(people[1]!);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getAllByLabelText('Weeks').length).toBe(4));
    expect(people[1]!.value).toBe('D. Reyes, LMFT');
  });

  it('link a need at once, and the need says where it is answered', async () => {
    await opened();
    await user.click(screen.getAllByRole('checkbox', { name: 'Bus only until 5:30 PM' })[0]!);
    expect(screen.getByText('5 of 6 on the thread')).toBeTruthy();
    await waitFor(() => expect(sent.at(-1)?.[0]).toMatchObject({ op: 'set' }));
  });
});

describe('findings', () => {
  it('take the cursor to their field', async () => {
    await opened();
    await user.click(screen.getByRole('button', { name: /A goal has no clinical goal/ }));
    expect(document.activeElement?.id).toMatch(/clinical$/);
    await user.click(screen.getByRole('button', { name: /A need has no answer/ }));
    expect(document.activeElement?.id).toMatch(/disposition$/);
  });

  it('about a missing entry lead to the button that adds it', async () => {
    await opened('empty');
    await user.click(screen.getByRole('button', { name: /names no problem/ }));
    expect(document.activeElement?.textContent).toContain('Add a problem');
  });
});

describe('a known measure', () => {
  it('brings its last score where no baseline is written, and leaves a written one', async () => {
    await opened();
    for (const [place, baseline] of [
      [0, '5'],
      [1, '14']
    ] as const) {
      const field = screen.getAllByLabelText<HTMLTextAreaElement>('Baseline')[place]!;
      await user.clear(field);
      if (place === 0) await user.type(field, '5');
      const measure = screen.getAllByLabelText<HTMLInputElement>('Measure')[place]!;
      await user.clear(measure);
      await user.type(measure, 'GAD-7 total');
      await user.tab();
      await waitFor(() => expect(field.value).toBe(baseline));
    }
  });
});

describe('a plan that changed elsewhere', () => {
  it('is loaded again, and what was typed stays to be saved or copied', async () => {
    let rev = 7;
    const there: PlanPage = structuredClone(page);
    there.plan.problems.shift();
    await opened('rich', {
      open_plan: () => (rev === 7 ? page : { ...there, rev }),
      edit_plan: (request) => {
        if (request.rev === 7) {
          rev = 9;
          refuse('stale');
        }
        return { ...there, rev: ++rev, plan: { ...there.plan, vision: 'Saved after all' } };
      }
    });
    await fireEvent.input(first('A better life, in the client’s words'), {
      target: { value: 'Saved after all' }
    });
    await fireEvent.input(document.getElementById(`plan-${problem.replace('/', '-')}-statement`)!, {
      target: { value: 'A place that goes' }
    });
    expect(await screen.findByText(/was loaded again/)).toBeTruthy();
    expect(screen.getByText('A place that goes')).toBeTruthy();
    expect(first('A better life, in the client’s words').value).toBe('Saved after all');
    await user.click(await screen.findByRole('button', { name: 'Save what I typed' }));
    await waitFor(() => expect(screen.queryByText(/was loaded again/)).toBeNull());
  });
});

describe('export', () => {
  const open = () => user.click(screen.getByRole('button', { name: 'Export PDF' }));
  const go = () => user.click(screen.getByRole('button', { name: 'Choose where to save' }));
  /** Goes on with what is filled in; the cursor is there, so that Enter would be enough. */
  const press = async () => {
    await open();
    const paper = await screen.findByRole('radio', { name: /^The whole plan/ });
    await waitFor(() => expect(document.activeElement).toBe(paper));
    await go();
  };

  it('says for whom and what for, and is not made without', async () => {
    const asked = vi.fn(() => null);
    await opened('rich', { export_plan_version: asked });
    await open();
    await user.clear(await screen.findByLabelText('What for'));
    await go();
    expect(await screen.findByText('Write what the copy is for.')).toBeTruthy();
    expect(asked).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('What for'), 'Second opinion');
    await go();
    await waitFor(() =>
      expect(asked).toHaveBeenCalledWith({
        token: '',
        client: 'c1',
        record: 'a'.repeat(32),
        to: {
          basis: { kind: 'client_copy' },
          recipient: 'The client and the treatment team',
          purpose: 'Second opinion',
          passphrase: '',
          paper: null
        }
      })
    );
  });

  it('is the client copy in a language when that is chosen', async () => {
    const copy = vi.fn(() => null);
    await opened('rich', { export_client_copy: copy });
    await open();
    await user.click(await screen.findByRole('radio', { name: 'Client copy, Spanish' }));
    await go();
    await waitFor(() => expect(copy).toHaveBeenCalledOnce());
    expect(copy).toHaveBeenCalledWith(
      expect.objectContaining({ client: 'c1', record: 'a'.repeat(32), language: 'es' })
    );
  });

  it('names the file and its pages, and every character it could not print', async () => {
    const export_plan_version = () => ({
      file: 'Plan.pdf',
      pages: 3,
      unset: ['U+1F9F5'],
      notice: '',
      locked: false
    });
    await opened('rich', { export_plan_version });
    await press();
    expect(await screen.findByText('Plan.pdf, 3 pages')).toBeTruthy();
    expect(screen.getByText(/U\+1F9F5/)).toBeTruthy();
  });

  it('says nothing when the person changed their mind', async () => {
    const asked = vi.fn(() => null);
    await opened('rich', { export_plan_version: asked });
    await press();
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(screen.queryByTestId('export-result')).toBeNull();
  });

  it('says why there is no PDF', async () => {
    await opened('rich', { export_plan_version: () => refuse('disk-full') });
    await press();
    expect((await screen.findByTestId('export-result')).textContent).toMatch(/^No PDF was made/);
  });

  it('is not made of a plan that is not wholly saved', async () => {
    const asked = vi.fn(() => null);
    await opened('rich', { edit_plan: () => refuse('too-long'), export_plan_version: asked });
    await fireEvent.input(first('Problem'), { target: { value: 'Too much' } });
    await press();
    expect((await screen.findByTestId('export-result')).textContent).toMatch(/not saved yet/);
    expect(asked).not.toHaveBeenCalled();
  });
});
