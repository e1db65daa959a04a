import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf } from '../../ipc/fake';
import IntakePrint from './IntakePrint.svelte';

function opened() {
  const asked = vi.fn(() => ({
    file: 'Intake RB-0048.pdf',
    pages: 3,
    unset: [],
    notice: '',
    locked: false
  }));
  setBackend(fakeOf({ export_intake: asked }));
  render(IntakePrint, { client: 'c1' });
  return asked;
}

it('prints what was answered for somebody who is named', async () => {
  const asked = opened();
  await userEvent.click(screen.getByRole('button', { name: /Print the intake/ }));
  expect(screen.getByLabelText('For whom')).toHaveProperty('value', 'The client');
  await userEvent.click(screen.getByRole('button', { name: /Choose where/ }));
  await waitFor(() => expect(asked).toHaveBeenCalled());
  expect(asked.mock.calls).toMatchObject([[{ blank: false, to: { recipient: 'The client' } }]]);
});

it('prints it blank without asking for whom', async () => {
  const asked = opened();
  await userEvent.click(screen.getByRole('button', { name: 'Print it blank' }));
  await waitFor(() => expect(asked).toHaveBeenCalled());
  expect(asked.mock.calls).toMatchObject([[{ client: 'c1', form: '', blank: true }]]);
});
