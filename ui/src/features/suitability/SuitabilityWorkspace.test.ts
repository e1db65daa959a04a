import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EditSuitability, RecordLevelOfCare } from '../../ipc/bindings';
import { setBackend, type Backend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { suitabilityHandlers, suitabilityPage } from '../../ipc/fake/feature-suitability';
import SuitabilityWorkspace from './SuitabilityWorkspace.svelte';

let sent: EditSuitability[] = [];

/** Opens the page and writes down every answer that reaches the core. */
async function opened(scene = '', more: Handlers = {}) {
  const backend = fakeOf(suitabilityHandlers(scene), more);
  const spy: Backend = (name, args) => {
    if (name === 'edit_suitability') sent.push(args.request as EditSuitability);
    return backend(name, args);
  };
  setBackend(spy);
  render(SuitabilityWorkspace, { client: 'c1' });
  await screen.findByText('Where the rules point');
}

const user = userEvent.setup();
const question = (name: string) => within(screen.getByRole('radiogroup', { name }));
const pick = (name: string, answer: string) =>
  user.click(question(name).getByRole('radio', { name: answer }));
const panel = () => within(screen.getByRole('complementary'));

const INTENT = 'Intends to end their life, or has a plan';

beforeEach(() => (sent = []));

it('says why it could not be opened, and opens when asked again', async () => {
  let damaged = true;
  const handlers = suitabilityHandlers('');
  setBackend(
    fakeOf(handlers, {
      open_suitability: (request) =>
        damaged ? refuse('damaged') : handlers.open_suitability!(request)
    })
  );
  render(SuitabilityWorkspace, { client: 'c1' });
  await screen.findByText('Suitability could not be opened.');
  expect(screen.getByText(/damaged/)).toBeTruthy();
  expect(screen.queryByTestId('save-status')).toBeNull();
  damaged = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('Where the rules point');
  await waitFor(() => expect(screen.queryByText('Suitability could not be opened.')).toBeNull());
  expect(screen.getByTestId('save-status')).toBeTruthy();
});

describe('a gate', () => {
  it('sends its answer at once, at its path', async () => {
    await opened('empty');
    await pick('Home is not safe', 'No');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ path: 'amber/unsafe_home', value: 'no', rev: 0 });
    await pick(INTENT, 'Yes');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toMatchObject({ path: 'red/intent_or_plan', value: 'yes', rev: 1 });
  });

  it('shows no answer while nobody has given one', async () => {
    await opened('empty');
    const all = question(INTENT).getAllByRole<HTMLInputElement>('radio');
    expect(all.some((radio) => radio.checked)).toBe(false);
  });

  it('sends an evaluation as a record once it is saved, and shows it', async () => {
    await opened('red');
    await pick(INTENT, 'Evaluated by a clinician');
    const form = within(screen.getByRole('form', { name: 'The evaluation' }));
    await user.clear(form.getByLabelText('Who evaluated'));
    await user.type(form.getByLabelText('Who evaluated'), 'D. Reyes, LMFT');
    await user.type(form.getByLabelText('When'), 'Nov 24, 2026');
    await user.type(form.getByLabelText('The level found'), 'Watchful; sister stays with her');
    await user.click(form.getByLabelText('A plan is recorded'));
    expect(sent).toHaveLength(0);
    await user.click(form.getByRole('button', { name: 'Save the evaluation' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      path: 'red/intent_or_plan',
      value: {
        evaluated: {
          clinician: 'D. Reyes, LMFT',
          date: 'Nov 24, 2026',
          level: 'Watchful; sister stays with her',
          plan_recorded: true
        }
      }
    });
    await screen.findByText(/D. Reyes, LMFT, Nov 24, 2026: Watchful/);
    expect(panel().getByText('Evaluated by a clinician')).toBeTruthy();
  });

  it('says what an evaluation lacks at the form, and keeps what was typed', async () => {
    await opened();
    await pick(INTENT, 'Evaluated by a clinician');
    await user.type(screen.getByLabelText('The level found'), 'Low for now, she says');
    await user.click(screen.getByRole('button', { name: 'Save the evaluation' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/An evaluation names/);
    expect(screen.getByLabelText<HTMLInputElement>('The level found').value).toMatch(/^Low for/);
    expect(screen.getByTestId('save-status').dataset.state).toBe('saved');
  });

  it('that is worked out shows its answer and takes none', async () => {
    await opened();
    const label = screen.getByText('The severity rating and the screening scores do not agree');
    expect(screen.getByText('Worked out from the ratings and the scores')).toBeTruthy();
    expect(screen.queryByRole('radiogroup', { name: label.textContent ?? '' })).toBeNull();
  });

  it('has what is known already beside it', async () => {
    await opened();
    expect(screen.getByText('Item 9: several days')).toBeTruthy();
    expect(screen.getAllByText('PHQ-9, Nov 23, 2026').length).toBeGreaterThan(0);
  });
});

describe('ratings and context', () => {
  it('start blank, and send a number or a truth', async () => {
    await opened('empty');
    const ratings = question('Severity of symptoms').getAllByRole<HTMLInputElement>('radio');
    expect(ratings.map((radio) => radio.checked)).toEqual([false, false, false, false]);
    await pick('Severity of symptoms', '2 · marked');
    await pick('Medicare coverage', 'No');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent.map(({ path, value }) => [path, value])).toEqual([
      ['ratings/severity', 2],
      ['context/medicare', false]
    ]);
  });
});

describe('where the rules point', () => {
  it('is told with its caution, its rule and what waits', async () => {
    await opened('red');
    expect(screen.getByTestId('points-toward').textContent).toMatch(/higher level of care\s+now/);
    expect(screen.getByText(/have not been validated/)).toBeTruthy();
    expect(screen.getByText(/^Group sessions wait until an evaluation/)).toBeTruthy();
    expect(screen.getByText(/^Something needs help right away/)).toBeTruthy();
  });

  it('leads to the question that would change it, and to what is missing', async () => {
    await opened('red');
    await user.click(panel().getByRole('button', { name: INTENT }));
    expect(document.activeElement).toBe(question(INTENT).getByRole('radio', { name: 'Yes' }));
    await pick('Home is not safe', 'Not known yet');
    await panel().findByText('One answer is still missing');
    await user.click(panel().getAllByRole('button', { name: 'Home is not safe' })[0]!);
    expect(document.activeElement).toBe(
      question('Home is not safe').getByRole('radio', { name: 'Not known yet' })
    );
  });

  it('follows every answer', async () => {
    await opened();
    expect(screen.getByTestId('points-toward').textContent).toMatch('An intensive outpatient');
    await pick('Home is not safe', 'Yes');
    await waitFor(() =>
      expect(screen.getByTestId('points-toward').textContent).toMatch('A review by the team')
    );
  });
});

describe('a decision', () => {
  const decide = () => user.click(screen.getByRole('button', { name: 'Record my decision' }));

  it('asks for a level at the level', async () => {
    await opened();
    await decide();
    expect(await screen.findByText('Choose a level of care first.')).toBeTruthy();
    const level = screen.getByRole('radiogroup', { name: 'Level of care' });
    expect(level.getAttribute('aria-invalid')).toBe('true');
  });

  it('that differs says why: the words of the core stand at the field', async () => {
    await opened();
    await pick('Level of care', 'A lower level of care');
    await decide();
    await screen.findByText('A decision that differs from the recommendation says why.');
    const why = screen.getByLabelText('Why');
    expect(why.getAttribute('aria-invalid')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(why));
    await user.type(why, 'Lives two hours away');
    await decide();
    await screen.findByText('The decision that stands');
    expect(screen.getByText('Differs from the rules')).toBeTruthy();
    expect(screen.getByText(/pointed toward: An intensive outpatient program/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Why').value).toBe('');
    const [level, ...words] = sent;
    expect(level).toMatchObject({ path: 'draft/level', value: 'lower_level' });
    expect(words.at(-1)).toMatchObject({ path: 'draft/rationale', value: 'Lives two hours away' });
  });

  it('that stands can be open again, with those before it below', async () => {
    await opened('decided');
    expect(screen.getByText('This decision is open again')).toBeTruthy();
    expect(screen.getByText(/A critical alert came up/)).toBeTruthy();
    expect(screen.getByText('Decisions before')).toBeTruthy();
    expect(screen.getByText(/Waited for the record/)).toBeTruthy();
  });
});

describe('a result from elsewhere', () => {
  it('is corrected in place', async () => {
    const asked = vi.fn((_: RecordLevelOfCare) => suitabilityPage());
    await opened('', { record_level_of_care: asked });
    await user.click(screen.getByRole('button', { name: 'Correct County placement form' }));
    expect(screen.getByLabelText<HTMLInputElement>('Date').value).toBe('Nov 2, 2026');
    await user.type(screen.getByLabelText('Edition'), ', revised');
    await user.click(screen.getByRole('button', { name: 'Record the result' }));
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(asked.mock.calls[0]?.[0]).toMatchObject({
      record: 'd'.repeat(32),
      rev: 1,
      instrument: 'County placement form',
      edition: '3rd, revised'
    });
  });

  it('says what it lacks', async () => {
    await opened();
    await user.click(screen.getByRole('button', { name: 'Add a result' }));
    await user.click(screen.getByRole('button', { name: 'Record the result' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/does not fit/);
    await user.type(screen.getByLabelText('Instrument'), 'State form');
    await user.type(screen.getByLabelText('Result, as reported'), 'Level two');
    await user.click(screen.getByRole('button', { name: 'Record the result' }));
    expect(await screen.findByText('It does not say when it was assessed.')).toBeTruthy();
  });
});

describe('a record that changed elsewhere', () => {
  it('is loaded again, and the answer waits to be saved', async () => {
    let stale = true;
    const handlers = suitabilityHandlers();
    await opened('', {
      ...handlers,
      edit_suitability: (request) => {
        if (stale) {
          stale = false;
          refuse('stale');
        }
        return handlers.edit_suitability!(request);
      }
    });
    await pick('Home is not safe', 'Yes');
    expect(await screen.findByText(/had changed elsewhere/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save what I typed' }));
    await waitFor(() => expect(screen.queryByText(/had changed elsewhere/)).toBeNull());
    expect(sent.at(-1)).toMatchObject({ path: 'amber/unsafe_home', value: 'yes' });
  });
});
