import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnswerOffer, Edit, EditPlan, PlanPage } from '../../ipc/bindings';
import { setBackend, type Backend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { pageOf, planHandlers } from '../../ipc/fake/feature-plan';
import { candidateOf, offerOf } from '../../ipc/fake/library-sample';
import { toasts } from '../../lib/toasts.svelte';
import PlanWorkspace from './PlanWorkspace.svelte';

let asked: [string, AnswerOffer][] = [];
let sent: Edit[] = [];
const user = userEvent.setup();

/** Opens a plan that is offered something; each answer takes it off the list. */
async function opened(more: Partial<PlanPage>, handlers: Handlers = {}) {
  let page = { ...pageOf(), ...more };
  const answered = ({ key }: AnswerOffer) => {
    const offers = page.offers.filter((offer) => offer.key !== key);
    const candidates = page.candidates.map((one) => ({ ...one, picked: one.key === key }));
    return (page = { ...page, offers, candidates, rev: page.rev + 1 });
  };
  const own: Handlers = { answer_offer: answered, pick_need: answered };
  const backend = fakeOf(planHandlers('rich', page), own, handlers);
  const spy: Backend = (name, args) => {
    if (name === 'answer_offer' || name === 'pick_need') {
      asked.push([name, args.request as AnswerOffer]);
    }
    if (name === 'edit_plan') sent.push(...(args.request as EditPlan).edits);
    return backend(name, args);
  };
  setBackend(spy);
  render(PlanWorkspace, { client: 'c1' });
  await screen.findByLabelText('Program');
}

beforeEach(() => {
  [asked, sent] = [[], []];
  toasts.clear();
});

describe('what intake offers', () => {
  it('is shown with its source and day, and with what it said before', async () => {
    await opened({ offers: [offerOf('a', 'Funny'), offerOf('b', 'Patient', 'Quiet')] });
    screen.getByText('Intake and screening have 2 things for this plan');
    expect(screen.getAllByText('Strengths: Supports and strengths, Nov 20, 2026')).toHaveLength(2);
    screen.getByText('Quiet');
    screen.getByText('Patient');
    screen.getByRole('button', { name: 'Take the new words' });
  });

  it('is taken or put aside, and the cursor goes on to the next one', async () => {
    await opened({ offers: [offerOf('a', 'Funny'), offerOf('b', 'Patient')] });
    await user.click(screen.getAllByRole('button', { name: 'Take it over' })[0]!);
    await waitFor(() => expect(screen.queryByText('Funny')).toBeNull());
    expect(asked).toMatchObject([['answer_offer', { key: 'a', take: true, rev: 7 }]]);
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Take it over' }))
    );
    await user.click(screen.getByRole('button', { name: 'Not for this plan' }));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]).toMatchObject(['answer_offer', { key: 'b', take: false, rev: 8 }]);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Strengths')));
  });

  it('is taken in one go, but for what was taken before and has changed', async () => {
    const changed = offerOf('c', 'Loud', 'Quiet');
    await opened({ offers: [offerOf('a', 'Funny'), offerOf('b', 'Patient'), changed] });
    await user.click(screen.getByRole('button', { name: 'Take all 2 over' }));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked).toMatchObject([
      ['answer_offer', { key: 'a', take: true, rev: 7 }],
      ['answer_offer', { key: 'b', take: true, rev: 8 }]
    ]);
    await waitFor(() => expect(screen.queryByText('Patient')).toBeNull());
    screen.getByText('Loud');
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Take all/ })).toBeNull());
  });

  it('stops taking when one of them is refused', async () => {
    const offers = [offerOf('a', 'Funny'), offerOf('b', 'Patient')];
    await opened({ offers }, { answer_offer: () => refuse('no-such-record') });
    await user.click(screen.getByRole('button', { name: 'Take all 2 over' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(screen.getAllByRole('button', { name: 'Take it over' })).toHaveLength(2);
  });

  it('that is gone says so, and the plan stays saved', async () => {
    const gone = () => refuse('no-such-record');
    await opened({ offers: [offerOf('a', 'Funny')] }, { answer_offer: gone });
    await user.click(screen.getByRole('button', { name: 'Take it over' }));
    await waitFor(() => expect(toasts.list[0]?.message).toBe('This is not offered any more.'));
    expect(screen.queryByText('Not saved')).toBeNull();
  });
});

describe('what assessment brought up', () => {
  it('says what every plan answers, and is picked once', async () => {
    const candidates = [candidateOf('housing', 'Housing', true), candidateOf('s', 'PHQ-9: 17')];
    await opened({ candidates });
    screen.getByText('Every plan answers this');
    expect(screen.getAllByText('PHQ-9, Jan 12, 2027')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Add to the needs: Housing' }));
    await waitFor(() => expect(asked).toMatchObject([['pick_need', { key: 'housing' }]]));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Add to the needs: Housing' })).toBeNull()
    );
  });
});

describe('an objective', () => {
  const measure = () => screen.getAllByRole<HTMLInputElement>('combobox', { name: 'Measure' })[0]!;
  const chosen = (field: string) =>
    sent.flatMap((edit) =>
      edit.op === 'set' && edit.path.endsWith(`/${field}`) ? edit.value : []
    );

  it('that is measured in other words keeps no score it is not measured by', async () => {
    const page = pageOf();
    const objective = page.plan.problems[0]!.goals[0]!.objectives[0]!;
    [objective.measure, objective.instrument] = ['PHQ-9 total', 'phq-9/total'];
    await opened({ plan: page.plan });
    await user.click(measure());
    await user.tab();
    expect(chosen('instrument')).toEqual([]);
    await user.clear(measure());
    await user.type(measure(), 'Walks, log');
    await user.tab();
    await waitFor(() => expect(chosen('instrument')).toEqual(['']));
  });
});
