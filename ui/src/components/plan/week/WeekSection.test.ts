import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Edit, EditPlan } from '../../../ipc/bindings';
import { setBackend, type Backend } from '../../../ipc/call';
import { fakeOf } from '../../../ipc/fake';
import { pageOf, planHandlers } from '../../../ipc/fake/feature-plan';
import PlanWorkspace from '../../../features/plan/PlanWorkspace.svelte';

let sent: Edit[] = [];
const user = userEvent.setup();

const week = () => pageOf('week');

async function opened(page = week()) {
  const backend = fakeOf(planHandlers('rich', page));
  const spy: Backend = (name, args) => {
    if (name === 'edit_plan') sent.push(...(args.request as EditPlan).edits);
    return backend(name, args);
  };
  setBackend(spy);
  render(PlanWorkspace, { client: 'c1' });
  await screen.findByRole('group', { name: 'The week, drawn' });
}

const drawn = () => within(screen.getByRole('group', { name: 'The week, drawn' }));
const block = (name: RegExp) => drawn().getByRole('button', { name });

beforeEach(() => (sent = []));

describe('the drawn week', () => {
  it('says of each session when it is and what is in its way', async () => {
    await opened();
    expect(
      drawn()
        .getAllByRole('button')
        .map((one) => one.textContent.replace(/\s+/g, ' '))
    ).toEqual([
      '9:00 AM Skills group . Mon 9:00 AM, 60 min',
      '9:30 AM Skills group Something is in the way . Tue 9:30 AM, 60 min. The person cannot come then.'
    ]);
  });

  it('is moved with arrows by a quarter of an hour or a day, and keeps the cursor', async () => {
    await opened();
    block(/Skills group.* Mon/).focus();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    await waitFor(() =>
      expect(sent).toEqual([
        { op: 'set', path: 'schedule/s1/start', value: '09:15' },
        { op: 'set', path: 'schedule/s1/day', value: 'tue' }
      ])
    );
    expect(document.activeElement).toBe(block(/Tue 9:15 AM/));
  });

  it('is moved by dragging, and a drag opens nothing', async () => {
    await opened();
    const ground = document.querySelector('svg.week')!;
    ground.getBoundingClientRect = () => new DOMRect(0, 0, 700, 400);
    const one = block(/Skills group.* Mon/);
    await fireEvent.pointerDown(one, { button: 0, clientX: 10, clientY: 10 });
    await fireEvent.pointerMove(one, { clientX: 215, clientY: 10 });
    await fireEvent.pointerUp(one);
    await fireEvent.click(one);
    await waitFor(() =>
      expect(sent).toEqual([{ op: 'set', path: 'schedule/s1/day', value: 'wed' }])
    );
    expect(screen.queryByLabelText('Begins')).toBeNull();
  });

  it('opens the fields of a session with a click', async () => {
    await opened();
    await user.click(block(/Skills group.* Tue/));
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLTextAreaElement>('Begins').value).toBe('9:30 AM')
    );
    expect(document.activeElement).toBe(screen.getByLabelText('Session'));
  });

  it('cannot be moved once the plan is sealed', async () => {
    await opened({ ...week(), editable: false });
    block(/Skills group.* Mon/).focus();
    await user.keyboard('{ArrowDown}');
    expect(sent).toEqual([]);
  });
});

describe('sessions', () => {
  it('unfold when a finding leads to a field of them', async () => {
    const page = week();
    await opened(page);
    expect(
      screen.queryByLabelText('Minutes', { selector: '#plan-schedule-s2-minutes' })
    ).toBeNull();
    const { focusPath } = await import('../cursor');
    focusPath('schedule/s2/minutes');
    await waitFor(() => expect(document.activeElement?.id).toBe('plan-schedule-s2-minutes'));
  });

  it('of one group are taken over together and carry the same', async () => {
    const page = week();
    await opened(page);
    await user.click(
      screen.getByRole('button', { name: 'Add the other 2 meetings of Skills group' })
    );
    await waitFor(() => expect(sent.filter((edit) => edit.op === 'add')).toHaveLength(2));
    const carried = page.plan.schedule[0]?.interventions;
    expect(sent.map((edit) => edit.op === 'add' && edit.value)).toMatchObject([
      { meeting: 'm3', interventions: carried },
      { meeting: 'm4', interventions: carried }
    ]);
  });
});
