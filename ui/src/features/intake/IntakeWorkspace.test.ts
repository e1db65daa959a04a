import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientPage } from '../../ipc/bindings';
import { call, setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import { formHandlers } from '../../ipc/fake/feature-forms';
import { pressed } from '../../lib/keyboard.svelte';
import IntakeWorkspace from './IntakeWorkspace.svelte';

interface Setting {
  client?: string;
  form?: string;
  scene?: string;
  change?: (page: ClientPage) => ClientPage;
}

async function opened({ client = 'c2', form, scene = '', change = (page) => page }: Setting = {}) {
  setBackend(fakeOf(formHandlers(scene)));
  const page = change(await call('open_client', { token: '', client }));
  const heard = { go: vi.fn(), finished: vi.fn(), refresh: vi.fn() };
  const view = render(IntakeWorkspace, { page, form, ...heard });
  await screen.findByRole('button', { name: /^(Next|Finish)/ });
  return { ...heard, ...view, page, user: userEvent.setup() };
}

beforeEach(() => window.addEventListener('keydown', pressed));
afterEach(() => window.removeEventListener('keydown', pressed));

describe('the intake', () => {
  it('opens at the first section that is not done, with the cursor in its first field', async () => {
    const { page } = await opened();
    expect(page.resume).toBeNull();
    expect(screen.getByRole('heading', { name: 'Referral' })).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.id).toBe('field-source'));
  });

  it('opens at the field that was answered last', async () => {
    setBackend(fakeOf(formHandlers()));
    const section = await call('open_section', { token: '', client: 'c2', form: 'identity' });
    const { record, form, rev } = section;
    await call('answer_item', {
      token: '',
      client: 'c2',
      form,
      record,
      rev,
      path: 'legal_last',
      value: 'Dang'
    });
    const page = await call('open_client', { token: '', client: 'c2' });
    page.resume = 'identity/legal_last';
    render(IntakeWorkspace, { page, go: vi.fn(), finished: vi.fn(), refresh: vi.fn() });
    await waitFor(() => expect(document.activeElement?.id).toBe('field-legal_last'));
  });

  it('says on Ctrl+Enter what is missing, in a summary that takes the focus', async () => {
    const { user, go } = await opened({ form: 'guardian' });
    await user.keyboard('{Control>}{Enter}{/Control}');
    const summary = await screen.findByRole('alert');
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(go).not.toHaveBeenCalled();
    await user.click(within(summary).getByText('Relation is missing.'));
    expect(document.activeElement?.id).toBe('field-relation');
  });

  it('says nothing of the kind while typing', async () => {
    const { user } = await opened({ form: 'guardian' });
    await user.type(screen.getByLabelText('Name of the guardian'), 'Hoa');
    await user.tab();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes on all the same when asked to, and leaves the section in progress', async () => {
    const { user, go } = await opened({ form: 'guardian' });
    await user.type(screen.getByLabelText('Name of the guardian'), 'Hoa');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(await screen.findByRole('button', { name: /Go on anyway/ }));
    expect(go).toHaveBeenCalledWith('concern');
    const view = await call('open_section', { token: '', client: 'c2', form: 'guardian' });
    expect(view.status).toBe('in_progress');
  });

  it('marks the section done on Ctrl+Enter when nothing is missing, and goes on', async () => {
    const { user, go } = await opened({ form: 'guardian' });
    await user.type(screen.getByLabelText('Name of the guardian'), 'Hoa');
    await user.click(screen.getByLabelText('Parent'));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(go).toHaveBeenCalledWith('concern'));
    const view = await call('open_section', { token: '', client: 'c2', form: 'guardian' });
    expect(view.status).toBe('done');
    expect(view.items[0]?.value).toBe('Hoa');
  });

  it('stays where it is when something could not be saved', async () => {
    const { user, go } = await opened({ form: 'guardian', scene: 'full' });
    await user.type(screen.getByLabelText('Name of the guardian'), 'Hoa');
    await user.tab();
    await user.click(screen.getByLabelText('Parent'));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('Not saved.');
    expect(go).not.toHaveBeenCalled();
  });

  it('puts a section off and goes on', async () => {
    const { user, go } = await opened({ form: 'guardian' });
    await user.click(screen.getByRole('button', { name: 'Ask later' }));
    await waitFor(() => expect(go).toHaveBeenCalledWith('concern'));
    const view = await call('open_section', { token: '', client: 'c2', form: 'guardian' });
    expect(view.status).toBe('ask_later');
  });

  it('finishes after the last section', async () => {
    const { user, finished } = await opened({ form: 'concern' });
    await user.click(screen.getByRole('button', { name: 'Ask later' }));
    await waitFor(() => expect(finished).toHaveBeenCalled());
  });

  it('shows clinical sections to front desk without opening them', async () => {
    await opened({ scene: 'desk' });
    const rail = screen.getByRole('navigation');
    expect(within(rail).getByText('Presenting concern').closest('button')).toBeNull();
    expect(within(rail).getByText('therapist')).toBeTruthy();
  });

  it('folds up a section that is not asked of this person, with the reason', async () => {
    await opened({ client: 'c1' });
    const rail = screen.getByRole('navigation');
    expect(within(rail).getByText('Guardian').closest('details')).not.toBeNull();
    expect(within(rail).getByText(/people under 18/)).toBeTruthy();
  });
});
