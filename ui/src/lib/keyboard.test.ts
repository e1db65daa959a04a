import { afterEach, expect, it, vi } from 'vitest';
import { offer, offered, pressed } from './keyboard.svelte';

let stop = () => {};
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function press(key: string, init: KeyboardEventInit = {}, target: Element = document.body) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'target', { value: target });
  return pressed(event);
}

function offering(keys: string) {
  const run = vi.fn();
  stop = offer([{ id: keys, label: keys, group: 'Everywhere', keys, run }]);
  return run;
}

it('runs what the keys say, with Command as Ctrl', () => {
  const run = offering('Ctrl+K');
  expect(press('k', { ctrlKey: true })).toBe(true);
  expect(press('k', { metaKey: true })).toBe(true);
  expect(press('k')).toBe(false);
  expect(run).toHaveBeenCalledTimes(2);
});

it('leaves letters and undo to a field that is being typed in', () => {
  const field = document.body.appendChild(document.createElement('textarea'));
  const run = offering('?');
  expect(press('?', { shiftKey: true }, field)).toBe(false);
  expect(press('?', { shiftKey: true })).toBe(true);
  expect(run).toHaveBeenCalledTimes(1);
  stop();
  offering('Ctrl+Z');
  expect(press('z', { ctrlKey: true }, field)).toBe(false);
  expect(press('z', { ctrlKey: true })).toBe(true);
});

it('gives the keyboard to an open dialog, except for locking', () => {
  const dialog = document.body.appendChild(document.createElement('div'));
  dialog.setAttribute('role', 'dialog');
  dialog.dataset.state = 'open';
  offering('Ctrl+N');
  expect(press('n', { ctrlKey: true })).toBe(false);
  stop();
  offering('Ctrl+L');
  expect(press('l', { ctrlKey: true })).toBe(true);
});

it('forgets actions when their place goes away', () => {
  offering('Ctrl+Enter');
  stop();
  expect(offered()).toEqual([]);
});
