import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { setBackend, type Backend, type Command } from '../../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../../ipc/fake';
import { handlers as release } from '../../../ipc/fake/feature-release';
import { reviewHandlers } from '../../../ipc/fake/feature-reviews';
import ReviewsPage from './ReviewsPage.svelte';

const user = userEvent.setup();
let asked: [Command, unknown][] = [];

async function opened(scene = 'leaving', more: Handlers = {}) {
  const backend = fakeOf(reviewHandlers(scene), release, more);
  const spy: Backend = (name, args) => {
    asked.push([name, args.request]);
    return backend(name, args);
  };
  setBackend(spy);
  render(ReviewsPage, { client: 'c1', onamend: () => {} });
  await screen.findByRole('heading', { name: 'Tracer' });
}
const sent = (command: Command) => asked.filter(([name]) => name === command);
/** Opens the dialog of an export; Enter in it goes on. */
async function dialog(name: string) {
  await user.click(screen.getByRole('button', { name }));
  const found = await screen.findByRole('dialog', { name });
  await waitFor(() => expect(sent('release_choices').length).toBeGreaterThan(0));
  return within(found);
}
const go = () => user.click(screen.getByRole('button', { name: 'Choose where to save' }));

beforeEach(() => {
  asked = [];
});

it('leaves for a survey, under the basis of an audit, once it is said for whom', async () => {
  await opened();
  const ask = await dialog('Tracer as PDF');
  expect(ask.getByLabelText<HTMLInputElement>('What for').value).toBe('Survey');
  await go();
  expect(await ask.findByText('Write for whom the copy is.')).toBeTruthy();
  expect(sent('export_tracer')).toEqual([]);
  await user.type(ask.getByLabelText('For whom'), 'The surveyor');
  await go();
  expect(await screen.findByText(/Tracer RB-0048\.pdf/)).toBeTruthy();
  expect(sent('export_tracer')).toEqual([
    [
      'export_tracer',
      {
        token: '',
        client: 'c1',
        to: {
          basis: { kind: 'audit' },
          recipient: 'The surveyor',
          purpose: 'Survey',
          passphrase: '',
          paper: null
        }
      }
    ]
  ]);
});

it('and the summary each have their own dialog, with their own usual words', async () => {
  await opened();
  const tracer = await dialog('Tracer as PDF');
  await user.click(tracer.getByRole('button', { name: 'Cancel' }));
  const summary = await dialog('Summary as PDF');
  expect(summary.getByLabelText<HTMLInputElement>('For whom').value).toBe('The client');
  await go();
  expect(await screen.findByText(/Summary RB-0048\.pdf/)).toBeTruthy();
  expect(sent('export_tracer')).toEqual([]);
  expect(sent('export_summary')).toHaveLength(1);
});

it('has no summary to print where none was begun', async () => {
  await opened('');
  expect(screen.queryByRole('button', { name: 'Summary as PDF' })).toBeNull();
});

it('is said of what went before when it did not come: no file, and why', async () => {
  let fails = false;
  const core = reviewHandlers('leaving');
  const export_summary: Handlers['export_summary'] = (request) =>
    fails ? refuse('disk-full') : core.export_summary!(request);
  await opened('leaving', { export_summary });
  await dialog('Summary as PDF');
  await go();
  expect(await screen.findByText(/Summary RB-0048\.pdf/)).toBeTruthy();
  fails = true;
  await dialog('Summary as PDF');
  await go();
  expect(await screen.findByText(/The disk is full/)).toBeTruthy();
  expect(screen.queryByText(/Summary RB-0048\.pdf/)).toBeNull();
});

it('prints the summary with its last words, or not at all', async () => {
  await opened('leaving', { edit_summary: () => refuse('disk-full') });
  await user.type(screen.getByLabelText('Recommendations'), 'Walk');
  await dialog('Summary as PDF');
  await go();
  await waitFor(() => expect(sent('edit_summary').length).toBeGreaterThan(0));
  expect(await screen.findByText(/not saved yet/)).toBeTruthy();
  expect(sent('export_summary')).toEqual([]);
});

it('names every character that could not be printed', async () => {
  const export_tracer = () => ({
    file: 'Tracer.pdf',
    pages: 1,
    unset: ['U+1F9F5'],
    notice: '',
    locked: false
  });
  await opened('', { export_tracer });
  const ask = await dialog('Tracer as PDF');
  await user.type(ask.getByLabelText('For whom'), 'The surveyor');
  await go();
  expect(await screen.findByText(/U\+1F9F5/)).toBeTruthy();
});
