import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RailItem } from '../../ipc/bindings';
import { call, setBackend } from '../../ipc/call';
import { fakeOf, type Handlers } from '../../ipc/fake';
import { earlierHandlers } from '../../ipc/fake/feature-intake';
import { formHandlers } from '../../ipc/fake/feature-forms';
import { pressed } from '../../lib/keyboard.svelte';
import IntakeWorkspace from './IntakeWorkspace.svelte';
import { paper } from './paper.svelte';

/** Sees everything as soon as it is asked to look. */
class Nearby {
  readonly #seen: (entries: { isIntersecting: boolean }[]) => void;
  constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
    this.#seen = seen;
  }
  observe = () => setTimeout(() => this.#seen([{ isIntersecting: true }]));
  disconnect = () => {};
}

const SECTIONS = ['referral', 'identity', 'language', 'emergency'];

async function opened(form: string, more: Handlers = {}) {
  const core = formHandlers('', SECTIONS);
  setBackend(fakeOf(core, more));
  const page = await call('open_client', { token: '', client: 'c1' });
  const heard = { go: vi.fn(), toScreening: vi.fn(), finished: vi.fn(), refresh: vi.fn() };
  const view = render(IntakeWorkspace, { page, form, ...heard });
  return { ...heard, ...view, page, user: userEvent.setup() };
}

beforeEach(() => {
  window.addEventListener('keydown', pressed);
  vi.stubGlobal('IntersectionObserver', Nearby);
  paper.on = false;
});
afterEach(() => {
  window.removeEventListener('keydown', pressed);
  vi.unstubAllGlobals();
});

describe('a section of several pages', () => {
  it('goes from page to page with Ctrl+Enter, and checks only behind the last', async () => {
    const { user, go } = await opened('language');
    const parts = await screen.findByRole('navigation', { name: 'Pages of this section' });
    expect(screen.queryByLabelText('Hearing')).toBeNull();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByLabelText('Hearing')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    const access = within(parts).getByRole('button', { name: /Access/ });
    expect(access.getAttribute('aria-current')).toBe('page');
    await user.keyboard('{Control>}{Enter}{/Control}{Control>}{Enter}{/Control}');
    const summary = await screen.findByRole('alert');
    expect(go).not.toHaveBeenCalled();
    await user.click(within(summary).getByText('Language spoken is missing.'));
    await waitFor(() => expect(document.activeElement?.id).toBe('field-spoken'));
  });
});

describe('the track of a first visit', () => {
  it('comes first, with how much of it is done', async () => {
    await opened('identity');
    const rail = screen.getByRole('navigation', { name: 'Sections of the intake' });
    expect(within(rail).getByText('0 of 2 done today')).toBeTruthy();
    const names = within(rail)
      .getAllByRole('button')
      .map((one) => one.querySelector('.title')?.textContent);
    expect(names).toEqual([
      'Identity',
      'Emergency contact',
      'Suicide screen: ASQ',
      'Referral',
      'Language and access'
    ]);
  });

  it('leads to the suicide screen of the first visit, and says when it was given', async () => {
    const { user, toScreening, rerender, page } = await opened('identity');
    await user.click(screen.getByRole('button', { name: /^Suicide screen: ASQ/ }));
    expect(toScreening).toHaveBeenCalledWith('asq');
    const given = { form: 'asq', title: 'ASQ', given: 'Nov 25, 2026' };
    await rerender({ page: { ...page, first_screen: given } });
    await user.click(screen.getByRole('button', { name: 'Suicide screen: ASQ Nov 25, 2026' }));
    expect(toScreening).toHaveBeenLastCalledWith();
    await rerender({ page: { ...page, first_screen: null } });
    expect(screen.queryByRole('button', { name: /^Suicide screen/ })).toBeNull();
  });

  it('says on the rail what is still needed', async () => {
    const change = (item: RailItem): RailItem =>
      item.form === 'referral' ? { ...item, status: 'in_progress', missing: 2 } : item;
    const { page, rerender } = await opened('identity');
    await rerender({ page: { ...page, intake: page.intake.map(change) } });
    expect(screen.getByText('2 needed')).toBeTruthy();
  });
});

describe('what was said before', () => {
  it('is shown with its date and taken over only when asked to', async () => {
    const core = formHandlers('', SECTIONS);
    const earlier = earlierHandlers(core, 'identity');
    const take = vi.fn(earlier.take_earlier!);
    const { user } = await opened('identity', { ...core, ...earlier, take_earlier: take });
    const card = await screen.findByRole('region', { name: 'Said on Feb 3, 2025' });
    const terms = within(card).getAllByRole('term');
    const said = terms.map((one) => [one.textContent, one.nextElementSibling?.textContent]);
    expect(said).toEqual([
      ['Legal first name', 'Marisol'],
      ['Legal last name', 'Núñez-Ibáñez'],
      ['Name used', 'Mari'],
      ['Referred by', 'Riverbend hospital: ward 3']
    ]);
    expect(screen.getByLabelText<HTMLInputElement>('Name used').value).toBe('');
    expect(take).not.toHaveBeenCalled();
    await user.click(within(card).getByRole('button', { name: 'Take these answers over' }));
    expect(await screen.findByDisplayValue('Mari')).toBeTruthy();
    expect(take).toHaveBeenCalledWith(expect.objectContaining({ client: 'c1', form: 'identity' }));
    expect(screen.queryByText(/Said on/)).toBeNull();
  });
});

describe('copying from paper', () => {
  it('shows every open section, and Enter goes from field to field', async () => {
    const { user } = await opened('identity');
    await user.click(await screen.findByRole('button', { name: /Copy from paper/ }));
    const first = await screen.findByLabelText('Legal first name');
    expect(await screen.findByLabelText('Who should we call in an emergency?')).toBeTruthy();
    expect(await screen.findByLabelText('Hearing')).toBeTruthy();
    first.focus();
    await user.keyboard('Mari{Enter}');
    expect(document.activeElement).toBe(screen.getByLabelText('Legal middle name'));
  });

  it('asks for a few sections at once, and saves each as its own', async () => {
    let running = 0;
    let most = 0;
    const core = formHandlers('', SECTIONS);
    const answer = vi.fn(core.answer_item!);
    const { user } = await opened('identity', {
      ...core,
      answer_item: answer,
      open_section: async (request) => {
        most = Math.max(most, ++running);
        await new Promise((done) => setTimeout(done, 5));
        running--;
        return core.open_section!(request);
      }
    });
    await user.keyboard('{Control>}{Shift>}P{/Shift}{/Control}');
    await user.type(await screen.findByLabelText('Who should we call in an emergency?'), 'Hoa');
    await user.tab();
    await waitFor(() => expect(answer).toHaveBeenCalled());
    expect(answer.mock.lastCall?.[0]).toMatchObject({ form: 'emergency', path: 'contact_name' });
    expect(most).toBeLessThanOrEqual(2);
  });
});
