import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Commands } from '../../../ipc/bindings';
import { setBackend, type Backend, type Command } from '../../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../../ipc/fake';
import { pageOf, planHandlers } from '../../../ipc/fake/feature-plan';
import { amendedPage, FIRST, SECOND, sealedPage } from '../../../ipc/fake/sealing-sample';
import { toasts } from '../../../lib/toasts.svelte';
import PlanWorkspace from '../PlanWorkspace.svelte';

const user = userEvent.setup();
let asked: [Command, unknown][] = [];

async function opened(scene = 'amended', more: Handlers = {}) {
  const backend = fakeOf(planHandlers(scene), more);
  const spy: Backend = (name, args) => {
    asked.push([name, args.request]);
    return backend(name, args);
  };
  setBackend(spy);
  render(PlanWorkspace, { client: 'c1' });
  await screen.findByLabelText('Program');
}
const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
const all = <C extends Command>(command: C) =>
  asked.filter(([name]) => name === command).map(([, request]) => request as Commands[C][0]);
async function dialog(button: string) {
  await press(button);
  return within(await screen.findByRole('dialog'));
}

beforeEach(() => {
  asked = [];
  toasts.clear();
});

describe('versions', () => {
  it('are compared with the one before, and say what stood there and what stands there', async () => {
    await opened();
    const versions = await dialog('Versions');
    await user.click(versions.getByRole('button', { name: 'Compare with version 1' }));
    expect(await versions.findByText('What changed from version 1 to version 2')).toBeTruthy();
    expect(versions.getByText('before 2').tagName).toBe('DEL');
    expect(versions.getByText('after 2').tagName).toBe('INS');
    expect(versions.getByText(/Changed:.*Objective 1\.1\.1, Target/s)).toBeTruthy();
    expect(all('compare_plans')).toEqual([
      { token: '', client: 'c1', before: FIRST, after: SECOND }
    ]);
  });

  it('never show the difference of two others below the names of these', async () => {
    const third = amendedPage(sealedPage(pageOf('amended')));
    const core = planHandlers('amended', third);
    const compare_plans: Handlers['compare_plans'] = (request) =>
      request.after === SECOND ? refuse('damaged') : core.compare_plans!(request);
    await opened('amended', { ...core, compare_plans });
    const versions = await dialog('Versions');
    await user.click(versions.getByRole('button', { name: 'Compare with version 2' }));
    expect(await versions.findByText('after 3')).toBeTruthy();
    await user.click(versions.getByRole('button', { name: 'Compare with version 1' }));
    expect(await versions.findByText(/The records file is damaged/)).toBeTruthy();
    expect(versions.queryByText('What changed from version 1 to version 2')).toBeNull();
    expect(versions.queryByText('after 3')).toBeNull();
  });

  it('that are sealed open to be read and not to be changed, and lead back', async () => {
    await opened();
    const versions = await dialog('Versions');
    await user.click(versions.getByRole('button', { name: 'Open' }));
    expect(await screen.findByRole('heading', { name: 'Version 1' })).toBeTruthy();
    expect(screen.getAllByLabelText('Problem')[0]!.closest('fieldset')?.disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Amend this plan' })).toBeNull();
    // The dialog gives the page back a moment after it is gone.
    await waitFor(() => expect(document.body.style.pointerEvents).not.toBe('none'));
    await press('Back to the newest version');
    expect(await screen.findByText('Draft of version 2')).toBeTruthy();
    expect(screen.getAllByLabelText('Problem')[0]!.closest('fieldset')?.disabled).toBe(false);
  });

  it('are not left for another while typed words are not saved', async () => {
    await opened('amended', { edit_plan: () => refuse('disk-full') });
    const problem = screen.getAllByLabelText<HTMLTextAreaElement>('Problem')[0]!;
    await user.type(problem, ' and more');
    const versions = await dialog('Versions');
    await user.click(versions.getByRole('button', { name: 'Open' }));
    expect(await versions.findByText(/The disk is full/)).toBeTruthy();
    expect(all('open_plan_version')).toEqual([]);
    expect(problem.value).toMatch(/ and more$/);
  });

  it('say why the newest could not be opened again', async () => {
    let fails = false;
    const core = planHandlers('amended');
    const open_plan: Handlers['open_plan'] = (request) =>
      fails ? refuse('damaged') : core.open_plan!(request);
    await opened('amended', { ...core, open_plan });
    const versions = await dialog('Versions');
    await user.click(versions.getByRole('button', { name: 'Open' }));
    fails = true;
    await user.click(await screen.findByRole('button', { name: 'Back to the newest version' }));
    await waitFor(() => expect(toasts.list.at(-1)?.message).toMatch(/The records file is damaged/));
  });
});

describe('amending', () => {
  it('begins a draft of the next version, and says why when it cannot', async () => {
    let fails = true;
    const core = planHandlers('sealed');
    const amend_plan: Handlers['amend_plan'] = (request) =>
      fails ? refuse('plan-draft') : core.amend_plan!(request);
    await opened('sealed', { ...core, amend_plan });
    await press('Amend this plan');
    expect(await screen.findByText(/There is a draft of the plan/)).toBeTruthy();
    fails = false;
    await press('Amend this plan');
    expect(await screen.findByText('Draft of version 2')).toBeTruthy();
  });

  it('is given up after one look at what would be lost', async () => {
    await opened();
    const discard = await dialog('Give up this draft');
    expect(await discard.findByText('after 2')).toBeTruthy();
    await new Promise((go) => setTimeout(go, 50));
    expect(all('compare_plans')).toHaveLength(1);
    await user.click(discard.getByRole('button', { name: 'Keep the draft' }));
    expect(all('discard_amendment')).toEqual([]);
    await dialog('Give up this draft');
    await press('Give it up');
    expect(await screen.findByRole('heading', { name: 'Version 1' })).toBeTruthy();
    expect(all('discard_amendment')).toEqual([{ token: '', client: 'c1', record: SECOND, rev: 1 }]);
  });
});
