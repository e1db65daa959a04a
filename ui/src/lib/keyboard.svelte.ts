/**
 * The keyboard: one list of actions, each with its keys. The command palette and the list of
 * shortcuts are made from it, so that nothing has a key that cannot be found.
 */
import { SvelteMap } from 'svelte/reactivity';

export interface Action {
  id: string;
  /** What it does, as it stands in the palette. */
  label: string;
  /** "Ctrl+K", "Ctrl+Enter", "?", "N"; none when it is only in the palette. */
  keys?: string;
  /** Where it is listed: "Everywhere", "Plan". */
  group: string;
  run: () => void;
  /** Left out of the palette when it only makes sense on the spot. */
  hidden?: boolean;
}

const actions = new SvelteMap<string, Action>();

/** Lists actions while a component lives: `$effect(() => offer([...]))`. */
export function offer(list: Action[]): () => void {
  for (const action of list) actions.set(action.id, action);
  return () => {
    for (const action of list) if (actions.get(action.id) === action) actions.delete(action.id);
  };
}

/** Every action on offer now. */
export function offered(): Action[] {
  return [...actions.values()];
}

/** Keys that work over an open dialog as well: they lock. */
const OUT = ['Ctrl+L', 'Ctrl+Shift+L'];

/** Runs the action whose keys were pressed. True when there was one. */
export function pressed(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return false;
  const keys = keysOf(event);
  if (keys === 'Ctrl+Z' && writesText(event.target)) return false;
  if (!OUT.includes(keys) && inDialog()) return false;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && writesText(event.target)) return false;
  const action = [...actions.values()].reverse().find((one) => one.keys === keys);
  if (!action) return false;
  event.preventDefault();
  action.run();
  return true;
}

/** "Ctrl+Shift+P" of a key press. Command on a Mac is Ctrl. */
export function keysOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  if (event.shiftKey && (event.key.length > 1 || /[A-Z]/.test(key))) parts.push('Shift');
  return [...parts, key].join('+');
}

/** Whether a dialog is open: it has the keyboard, except for locking. */
function inDialog(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"]') !== null;
}

/** Whether keys pressed here are text. */
export function writesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
  );
}
