import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { screeningHandlers } from '../../ipc/fake/feature-intake';
import FormsPage from './FormsPage.svelte';

async function open(more: Handlers = {}) {
  setBackend(fakeOf(screeningHandlers(), more));
  render(FormsPage);
  await screen.findByRole('switch', { name: /PHQ-9/ });
  return userEvent.setup();
}
const on = (role: string, name: RegExp) =>
  screen.getByRole<HTMLInputElement>(role, { name }).checked;

describe('the screenings of a clinic', () => {
  it('are switched on and off', async () => {
    const user = await open();
    expect(on('switch', /HRQOL-4/)).toBe(false);
    await user.click(screen.getByRole('switch', { name: /HRQOL-4/ }));
    await waitFor(() => expect(on('switch', /HRQOL-4/)).toBe(true));
  });

  it('has one suicide screen of two, and says who may ask it', async () => {
    const user = await open();
    expect(on('radio', /ASQ/)).toBe(true);
    await user.click(screen.getByRole('radio', { name: /C-SSRS/ }));
    await waitFor(() => expect(on('radio', /C-SSRS/)).toBe(true));
    expect(on('radio', /ASQ/)).toBe(false);
    screen.getByText('Only a clinician or staff named here asks these.');
    await user.click(screen.getByRole('checkbox', { name: 'Jo Park' }));
    await waitFor(() => expect(on('checkbox', /Jo Park/)).toBe(true));
  });

  it('puts the mark back when a change is refused', async () => {
    const user = await open({ choose_form: () => refuse('read-only') });
    await user.click(screen.getByRole('switch', { name: /PHQ-9/ }));
    await screen.findByRole('alert');
    expect(on('switch', /PHQ-9/)).toBe(true);
  });

  it('takes a form from a file, marks it as the clinic’s, and says why it takes none', async () => {
    const user = await open();
    screen.getByText('added by the clinic');
    await user.click(screen.getByRole('button', { name: 'Add a screening from a file' }));
    await screen.findByRole('switch', { name: /River/ });
  });

  it('says why a file is not taken, and nothing when the choice was cancelled', async () => {
    let answer: () => null = () => null;
    const user = await open({ add_form_pack: () => answer() });
    const add = screen.getByRole('button', { name: 'Add a screening from a file' });
    await user.click(add);
    expect(screen.queryByRole('alert')).toBeNull();
    answer = () => refuse('bad-definition');
    await user.click(add);
    expect((await screen.findByRole('alert')).textContent).toMatch(/not a form/);
  });

  it('names each thing in a questionnaire of another system that no form here can do', async () => {
    const detail = 'item[0] (a): A quantity cannot be asked.\nitem[2] (c): The text is missing.';
    const user = await open({ add_form_pack: () => refuse('bad-definition', 0, detail) });
    await user.click(screen.getByRole('button', { name: 'Add a screening from a file' }));
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getAllByRole('listitem').map((it) => it.textContent)).toHaveLength(2);
    alert.getByText('Item[2] (c): The text is missing.');
  });
});
