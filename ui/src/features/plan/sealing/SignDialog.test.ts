import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SignPlan } from '../../../ipc/bindings';
import { setBackend, type Backend } from '../../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../../ipc/fake';
import { documentHandlers } from '../../../ipc/fake/feature-documents';
import { pageOf, planHandlers } from '../../../ipc/fake/feature-plan';
import { FIRST, SECOND } from '../../../ipc/fake/sealing-sample';
import SealedHead from './SealedHead.svelte';
import PlanWorkspace from '../PlanWorkspace.svelte';

/** The sheet as somebody has just drawn on it; a pretended window has none to draw on. */
vi.mock('signature_pad', () => ({
  default: class {
    addEventListener(_: string, look: () => void) {
      setTimeout(look);
    }
    toData() {
      return [{ points: [12, 60, 90].map((x) => ({ x, y: x / 2 })) }];
    }
    off() {}
    clear() {}
    fromData() {}
  }
}));

const user = userEvent.setup();
const PASSPHRASE = 'warm paper boats drift';
let sent: SignPlan[] = [];

function behind(more: Handlers = {}) {
  const backend = fakeOf(planHandlers('sealed'), documentHandlers(), more);
  const spy: Backend = (name, args) => {
    if (name === 'sign_plan') sent.push(args.request as SignPlan);
    return backend(name, args);
  };
  setBackend(spy);
}
async function opened(more: Handlers = {}) {
  behind(more);
  render(PlanWorkspace, { client: 'c1' });
  await screen.findByRole('region', { name: 'This version' });
}
async function sign(role: string) {
  await user.click(screen.getByRole('button', { name: role }));
  return within(await screen.findByRole('dialog'));
}
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const way = (name: string) => user.click(screen.getByRole('radio', { name }));
const keep = () => user.click(screen.getByRole('button', { name: 'Put it on record' }));
const asked = { token: '', client: 'c1', record: FIRST, credential: '', interpreter: '' };

beforeEach(() => {
  sent = [];
  for (const side of ['clientWidth', 'clientHeight'] as const) {
    vi.spyOn(HTMLCanvasElement.prototype, side, 'get').mockReturnValue(
      side === 'clientWidth' ? 600 : 200
    );
  }
  const ink = { scale: () => {} } as unknown as CanvasRenderingContext2D;
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(ink as never);
});

describe('staff', () => {
  it('sign with their passphrase, and nothing is sent without one', async () => {
    await opened();
    const dialog = await sign('Sign as Supervisor');
    expect(dialog.getByText('You sign as M. Okafor, LCSW.')).toBeTruthy();
    expect(dialog.queryByRole('radio', { name: 'Chose not to sign' })).toBeNull();
    await keep();
    expect(dialog.getByText('Your passphrase is your signature.')).toBeTruthy();
    expect(sent).toEqual([]);
    await user.type(field('Your passphrase'), `${PASSPHRASE}{Enter}`);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent).toEqual([
      {
        ...asked,
        role: 'supervisor',
        name: 'M. Okafor, LCSW',
        how: { way: 'typed' },
        passphrase: PASSPHRASE
      }
    ]);
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Sign as Supervisor' })).toBeNull()
    );
  });

  it('are told of a wrong passphrase, which does not stay in the field', async () => {
    await opened();
    const dialog = await sign('Sign as Supervisor');
    await user.type(field('Your passphrase'), 'warm paper{Enter}');
    expect(await dialog.findByText(/That passphrase does not match/)).toBeTruthy();
    expect(field('Your passphrase').value).toBe('');
  });

  it('leave no passphrase behind in a dialog that was closed', async () => {
    await opened();
    const dialog = await sign('Sign as Supervisor');
    await user.type(field('Your passphrase'), PASSPHRASE);
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await sign('Sign as Supervisor');
    expect(field('Your passphrase').value).toBe('');
  });
});

describe('the client', () => {
  it('signs on the screen, under their name and with the interpreter', async () => {
    await opened();
    await sign('Sign as Client');
    expect(field('Name').value).toBe('Mari Núñez-Ibáñez');
    await user.type(field('Interpreter, name or number'), 'No. 4471');
    await user.click(screen.getByRole('button', { name: 'Sign on the screen' }));
    await user.click(await screen.findByRole('button', { name: 'Done' }));
    expect(await screen.findByText('Signed.')).toBeTruthy();
    await keep();
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      ...asked,
      role: 'client',
      name: 'Mari Núñez-Ibáñez',
      interpreter: 'No. 4471',
      passphrase: ''
    });
    expect(sent[0]?.how).toEqual({ way: 'drawn', strokes: '600x200 12,6 60,30 90,45' });
  });

  it('may choose not to sign, for a reason, and sign after all', async () => {
    await opened();
    const dialog = await sign('Sign as Client');
    await way('Chose not to sign');
    await user.type(field('Interpreter, name or number'), 'No. 4471');
    await keep();
    expect(await dialog.findByText('Choosing not to sign needs a reason.')).toBeTruthy();
    expect(field('Interpreter, name or number').value).toBe('No. 4471');
    await user.type(field('Why, in their own words'), 'I want to “wait”');
    await keep();
    expect(await screen.findByText(/Chose not to sign: I want to “wait”/)).toBeTruthy();
    expect(sent.at(-1)?.how).toEqual({ way: 'declined', reason: 'I want to “wait”' });
    await sign('Sign after all');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'On this screen' }).checked).toBe(
      true
    );
  });

  it('signs on paper with its day, who saw it, and a scan that is a signed paper', async () => {
    await opened();
    const dialog = await sign('Sign as Client');
    await way('On paper');
    const scans = field('Scan of the signed paper');
    await waitFor(() =>
      expect(
        within(scans)
          .getAllByRole('option')
          .map((one) => one.textContent?.trim())
      ).toEqual(['Choose the scan', 'Nov 2, 2026'])
    );
    await user.type(field('Day on the paper'), '11/2/26');
    await user.type(field('Who saw it signed'), 'Jo Park');
    await keep();
    expect(await dialog.findByText('A signature on paper needs its scan.')).toBeTruthy();
    expect(field('Day on the paper').value).toBe('11/2/26');
    expect(field('Who saw it signed').value).toBe('Jo Park');
    await user.selectOptions(scans, 'a2');
    await keep();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const how = { way: 'on_paper', date: '11/2/26', witness: 'Jo Park', scan: 'a2' };
    expect(sent.at(-1)?.how).toEqual(how);
  });

  it('is told why nothing was put on record, and signs no twice by two clicks', async () => {
    let answer = () => {};
    const held = new Promise<void>((go) => (answer = go));
    const sign_plan: Handlers['sign_plan'] = async () => {
      await held;
      return refuse('not-signable');
    };
    await opened({ sign_plan });
    const dialog = await sign('Sign as Client');
    await way('Chose not to sign');
    await user.type(field('Why, in their own words'), 'Not today');
    await keep();
    await keep();
    answer();
    expect(await dialog.findByText(/A later version is in force/)).toBeTruthy();
    expect(field('Why, in their own words').value).toBe('Not today');
    expect(sent).toHaveLength(1);
  });
});

it('a signature goes under the version that is on the page, though another was open before', async () => {
  behind();
  const page = pageOf('sealed');
  const ontaken = vi.fn();
  const { rerender } = render(SealedHead, { page, client: 'c1', ontaken });
  const dialog = await sign('Sign as Client');
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  await rerender({ page: { ...page, record: SECOND, version: 2 }, client: 'c1', ontaken });
  await sign('Sign as Client');
  await way('Chose not to sign');
  await user.type(field('Why, in their own words'), 'Later');
  await keep();
  await waitFor(() => expect(sent.at(-1)?.record).toBe(SECOND));
});
