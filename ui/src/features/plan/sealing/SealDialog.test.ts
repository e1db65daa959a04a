import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SealPlan } from '../../../ipc/bindings';
import { setBackend, type Backend } from '../../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../../ipc/fake';
import { planHandlers } from '../../../ipc/fake/feature-plan';
import { pressed } from '../../../lib/keyboard.svelte';
import PlanWorkspace from '../PlanWorkspace.svelte';

const user = userEvent.setup();
const PASSPHRASE = 'warm paper boats drift';
let sent: SealPlan[] = [];

async function opened(scene = 'ready', more: Handlers = {}) {
  const backend = fakeOf(planHandlers(scene), more);
  const spy: Backend = (name, args) => {
    if (name === 'seal_plan') sent.push(args.request as SealPlan);
    return backend(name, args);
  };
  setBackend(spy);
  render(PlanWorkspace, { client: 'c1' });
  await screen.findByLabelText('Program');
}

/** The dialog, opened by its key. */
async function dialog() {
  await user.keyboard('{Control>}{Shift>}s{/Shift}{/Control}');
  return within(await screen.findByRole('dialog', { name: 'Seal and sign' }));
}
const reasons = () => screen.getAllByLabelText<HTMLTextAreaElement>(/has no clinical goal/);
const passphrase = () => screen.getByLabelText<HTMLInputElement>('Your passphrase');

beforeEach(() => {
  sent = [];
  window.addEventListener('keydown', pressed);
});
afterEach(() => window.removeEventListener('keydown', pressed));

describe('sealing', () => {
  it('is not offered while something blocks, and leads to the place', async () => {
    await opened('rich');
    const seal = await dialog();
    expect(seal.getByText(/things? blocks? sealing/)).toBeTruthy();
    expect(seal.queryByRole('button', { name: 'Seal and sign' })).toBeNull();
    await user.click(seal.getByRole('button', { name: /A need has no answer/ }));
    await waitFor(() => expect(document.activeElement?.id).toMatch(/disposition$/));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('asks a reason for every warning and the passphrase, each with its own sentence', async () => {
    await opened();
    const seal = await dialog();
    await user.type(reasons()[0]!, 'Set with him next week');
    await user.type(reasons()[1]!, '   ');
    await user.click(seal.getByRole('button', { name: 'Seal and sign' }));
    expect(seal.getAllByText('Write why the plan stands all the same.')).toHaveLength(1);
    expect(seal.getByText('Your passphrase is your signature.')).toBeTruthy();
    expect(reasons()[1]!.getAttribute('aria-invalid')).toBe('true');
    expect(sent).toEqual([]);
  });

  it('goes by the keyboard alone, with each reason at its own finding', async () => {
    await opened();
    await dialog();
    await waitFor(() => expect(document.activeElement).toBe(reasons()[0]));
    await user.keyboard('Set next week{Tab}Her words come first{Tab}');
    expect(document.activeElement).toBe(passphrase());
    await user.keyboard(`${PASSPHRASE}{Enter}`);
    expect(await screen.findByText('Sealed, waits for: Client')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [{ answers, rev, how, ...rest } = sent[0]!] = sent;
    expect(answers.map(({ reason }) => reason)).toEqual(['Set next week', 'Her words come first']);
    expect(new Set(answers.map(({ path }) => path)).size).toBe(2);
    expect({ rev, how, said: rest.passphrase }).toEqual({
      rev: 7,
      how: { way: 'typed' },
      said: PASSPHRASE
    });
  });

  it('keeps the reasons, and not the passphrase, when the passphrase is wrong', async () => {
    await opened();
    const seal = await dialog();
    await user.type(reasons()[0]!, 'One');
    await user.type(reasons()[1]!, 'Two');
    await user.type(passphrase(), 'warm paper{Enter}');
    expect(await seal.findByText(/That passphrase does not match/)).toBeTruthy();
    expect(reasons().map(({ value }) => value)).toEqual(['One', 'Two']);
    expect(passphrase().value).toBe('');
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByText('Sealed, waits for: Client')).toBeTruthy();
  });

  it('does not take place without words that could not be saved', async () => {
    await opened('ready', { edit_plan: () => refuse('disk-full') });
    await user.type(screen.getAllByLabelText('Problem')[0]!, ' and more');
    const seal = await dialog();
    await user.type(reasons()[0]!, 'One');
    await user.type(reasons()[1]!, 'Two');
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    expect(await seal.findByText(/The disk is full/)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it('leaves no passphrase behind in a dialog that was closed', async () => {
    await opened();
    const seal = await dialog();
    await user.type(passphrase(), PASSPHRASE);
    await user.click(seal.getByRole('button', { name: 'Cancel' }));
    await dialog();
    expect(passphrase().value).toBe('');
  });

  it('says of each finding that was answered for which entry it is about', async () => {
    await opened('sealed');
    const head = within(screen.getByRole('region', { name: 'This version' }));
    const lines = head.getAllByText(/Answered: Set next week/);
    expect(lines).toHaveLength(2);
    expect(lines[0]!.textContent?.replace(/\s+/g, ' ').trim()).toBe(
      'Goal 1.1. A goal has no clinical goal. Answered: Set next week.'
    );
    expect(screen.queryByRole('button', { name: 'Seal and sign' })).toBeNull();
  });
});
