import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ItemView } from '../../ipc/bindings';
import { ask } from '../../ipc/fake/form-sample';
import { listener } from '../../ipc/fake/listener';
import type { Papers } from '../../lib/answering';
import { toasts } from '../../lib/toasts.svelte';
import FormItem from './FormItem.svelte';

const SIGNED = '600x200 20,90 80,40 140,120;150,60 151,61 #00ff00ff00ff00ff';
const user = userEvent.setup();

function shown(item: ItemView, papers?: Partial<Papers>) {
  const some = { list: vi.fn(async () => []), add: vi.fn(async () => 'a7'), page: vi.fn() };
  const on = listener({
    beside: () => 'Consent to treatment',
    papers: papers && { ...some, ...papers }
  });
  render(FormItem, { item, on });
  return on;
}

beforeEach(() => toasts.clear());

describe('an attachment in a form', () => {
  const asked = (rest: Partial<ItemView> = {}) =>
    ask('photo_id', 'Photo ID', 'attachment', 'optional', {
      accepts: 'photo_id',
      states: [],
      ...rest
    });

  it('is attached and becomes the answer', async () => {
    const on = shown(asked(), {});
    await user.click(screen.getByRole('button', { name: 'Attach…' }));
    expect(on.papers?.add).toHaveBeenCalledWith('photo_id');
    await waitFor(() => expect(on.choose).toHaveBeenCalledWith('photo_id', 'a7'));
  });

  it('leaves the answer alone when the person thinks better of it, or nothing was taken', async () => {
    const on = shown(asked(), { add: async () => null });
    await user.click(screen.getByRole('button', { name: 'Attach…' }));
    expect(on.choose).not.toHaveBeenCalled();
  });

  it('is named, and taken off with a way back', async () => {
    const on = shown(asked({ value: 'a1', shown: 'Photo ID, Nov 2, 2026' }), {});
    expect(screen.getByText('Photo ID, Nov 2, 2026')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take off' }));
    expect(on.choose).toHaveBeenLastCalledWith('photo_id', null);
    toasts.undoLast();
    expect(on.choose).toHaveBeenLastCalledWith('photo_id', 'a1');
  });

  it('is not offered where attachments cannot be reached', () => {
    shown(asked());
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('a signature in a form', () => {
  const asked = (rest: Partial<ItemView> = {}) =>
    ask('documents/r1/signature', 'Signature', 'signature', 'required', { states: [], ...rest });

  it('is drawn as it was, and taken off with a way back to the very same', async () => {
    const on = shown(asked({ value: SIGNED, shown: 'Signed on screen' }));
    const drawn = screen.getByRole('img', { name: 'Signature, as drawn' });
    const paths = [...drawn.querySelectorAll('path')].map((path) => path.getAttribute('d'));
    expect(paths).toEqual(['M20 90L80 40L140 120', 'M150 60L151 61']);
    await user.click(screen.getByRole('button', { name: 'Take off' }));
    expect(on.choose).toHaveBeenLastCalledWith('documents/r1/signature', null);
    toasts.undoLast();
    expect(on.choose).toHaveBeenLastCalledWith('documents/r1/signature', SIGNED);
  });

  it('is asked for under the name of what is signed, and nothing is kept before it is drawn', async () => {
    const on = shown(asked());
    await user.click(screen.getByRole('button', { name: 'Sign' }));
    expect(await screen.findByText('Consent to treatment')).toBeTruthy();
    const done = screen.getByRole<HTMLButtonElement>('button', { name: 'Done' });
    expect(done.disabled).toBe(true);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(on.choose).not.toHaveBeenCalled();
  });
});
