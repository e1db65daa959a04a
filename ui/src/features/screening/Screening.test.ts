import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { call, setBackend } from '../../ipc/call';
import { fakeOf, refuse } from '../../ipc/fake';
import { session as someone } from '../../ipc/fake/clinic';
import { formHandlers } from '../../ipc/fake/feature-forms';
import { session } from '../../lib/session.svelte';
import { keyed } from './keyed';
import ScreeningPage from './ScreeningPage.svelte';

const refresh = vi.fn();

async function opened(form?: string, scene = '') {
  session.current = someone;
  refresh.mockReset();
  setBackend(fakeOf(formHandlers(scene)));
  const page = await call('open_client', { token: '', client: 'c1' });
  render(ScreeningPage, { page, form, refresh });
  return userEvent.setup();
}

describe('a screening', () => {
  it('is answered with number keys, one question after the other', async () => {
    const user = await opened('phq-9');
    await waitFor(() => expect(document.activeElement?.id).toBe('field-q1'));
    await user.keyboard('23');
    const checked = [...document.querySelectorAll<HTMLInputElement>('input:checked')];
    expect(checked.map((one) => one.name)).toEqual(['field-q1', 'field-q2']);
    expect(document.activeElement?.id).toBe('field-q3');
    expect((await screen.findAllByText('2 of 10 answered')).length).toBeGreaterThan(0);
  });

  it('shows no score before there is one, and then its band in words', async () => {
    const user = await opened('phq-9');
    await waitFor(() => expect(document.activeElement?.id).toBe('field-q1'));
    await user.keyboard('11111111');
    expect(screen.queryByText('PHQ-9 total')).toBeNull();
    await user.keyboard('0');
    expect(await screen.findByText('PHQ-9 total')).toBeTruthy();
    expect(screen.getByText('Mild')).toBeTruthy();
  });

  it('says what to do when an answer calls for it, with the steps of the clinic', async () => {
    const user = await opened('phq-9');
    await waitFor(() => expect(document.activeElement?.id).toBe('field-q1'));
    document.getElementById('field-q9')?.focus();
    await user.keyboard('2');
    const [panel] = await screen.findAllByRole('alert');
    expect(panel?.textContent).toContain('Act now');
    expect(panel?.textContent).toContain(someone.crisis_steps);
    expect(panel?.textContent).toContain(someone.crisis_no_clinician);
    expect(panel?.textContent).toContain('988');
  });

  it('takes an answer back with Backspace', async () => {
    const user = await opened('phq-9');
    await waitFor(() => expect(document.activeElement?.id).toBe('field-q1'));
    await user.keyboard('2');
    document.querySelector<HTMLInputElement>('#field-q1')?.focus();
    await user.keyboard('{Backspace}');
    await waitFor(() => expect(document.querySelector('input:checked')).toBeNull());
    expect(screen.getAllByText('0 of 10 answered').length).toBeGreaterThan(0);
  });
});

describe('the screenings that may be given', () => {
  it('are those that are due, with the reason, and the others on demand', async () => {
    await opened();
    expect(screen.getByRole('heading', { name: 'Due now' })).toBeTruthy();
    expect(screen.getAllByText('Not given yet')).toHaveLength(2);
    expect(screen.getByText('OSSS-3').closest('details')).not.toBeNull();
    expect(screen.queryByRole('button', { name: 'Let the client fill it in: ASQ' })).toBeNull();
  });

  it('go into the client’s hands once it was said what that means', async () => {
    session.current = someone;
    const begin = vi.fn(() => refuse('not-allowed'));
    setBackend(fakeOf(formHandlers(), { begin_self_entry: begin }));
    const page = await call('open_client', { token: '', client: 'c1' });
    const onentering = vi.fn();
    render(ScreeningPage, { page, refresh, onentering });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Let the client fill it in: PHQ-9' }));
    await screen.findByText(/The window shows only this form/);
    expect(begin).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Hand over the window' }));
    await screen.findByRole('alert');
    expect(onentering).not.toHaveBeenCalled();
  });

  it('can be asked one question at a time', async () => {
    const user = await opened('phq-9');
    await waitFor(() => expect(document.activeElement?.id).toBe('field-q1'));
    expect(screen.getByText(/Ask about the last two weeks/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'One at a time' }));
    screen.getByText('Question 1 of 10');
    document.getElementById('field-q1')?.focus();
    await user.keyboard('2');
    await screen.findByText('Question 2 of 10');
    await user.keyboard('3');
    await screen.findByText('Question 3 of 10');
    await user.click(screen.getByRole('button', { name: 'All on one page' }));
    expect(document.querySelectorAll('input:checked')).toHaveLength(2);
  });
});

describe('a screening at the front desk', () => {
  it('says before it starts that the answers cannot be read afterwards', async () => {
    await opened(undefined, 'desk');
    expect(screen.getByText(/You will not be able to read them afterwards/)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('leaves the screen once it is handed over', async () => {
    const user = await opened('phq-9', 'desk');
    await waitFor(() => expect(document.activeElement?.id).toBe('field-q1'));
    await user.keyboard('1111111110');
    expect(screen.queryByText('PHQ-9 total')).toBeNull();
    await screen.findAllByText(/^(9|10) of 10 answered$/);
    await user.click(screen.getByRole('button', { name: 'Hand over' }));
    expect(await screen.findByText('Handed over.')).toBeTruthy();
    expect(document.querySelector('input:checked')).toBeNull();
  });

  it('says that a clinician is needed with the steps of the clinic, and not why', async () => {
    const user = await opened('phq-9', 'desk');
    await waitFor(() => expect(document.activeElement?.id).toBe('field-q1'));
    expect(refresh).not.toHaveBeenCalled();
    document.getElementById('field-q9')?.focus();
    await user.keyboard('2');
    const [panel] = await screen.findAllByRole('alert');
    expect(panel?.textContent).toContain('A clinician is needed');
    expect(panel?.textContent).toContain(someone.crisis_steps);
    expect(panel?.textContent).not.toMatch(/self-harm|Item 9/);
    expect(refresh).toHaveBeenCalled();
  });
});

describe('number keys', () => {
  it('are the stored numbers where each has one digit, and else the order', () => {
    const keys = (values: (number | string)[]) =>
      keyed(values.map((value) => ({ value, label: String(value) }))).map((one) => one.key);
    expect(keys([0, 1, 2])).toEqual(['0', '1', '2']);
    expect(keys([0, 10])).toEqual(['1', '2']);
    expect(keys(['yes', 'no'])).toEqual(['1', '2']);
  });
});
