/** Where the cursor goes in the plan. Fields carry the id of their path, entries `data-entry`. */
import { tick } from 'svelte';
import { fieldId } from './editing';

const FIELDS = 'textarea, select, input:not([type="checkbox"])';

/** The entry the cursor is in; empty outside of any. */
export function entryAtCursor(): string {
  return document.activeElement?.closest<HTMLElement>('[data-entry]')?.dataset.entry ?? '';
}

/** Into the first field of the entry with this id; one that is folded is opened first. */
export function focusEntry(id: string): boolean {
  const entry = entryOf(id);
  if (entry && unfolded(entry, () => focusEntry(id))) return true;
  return focusOn(entry?.querySelector(FIELDS));
}

/** To a field, an entry, or the button that adds to a list; the nearest there is. */
export function focusPath(path: string): boolean {
  const field = document.getElementById(fieldId(path));
  if (field) return focusOn(field);
  const id = path.slice(path.lastIndexOf('/') + 1);
  if (focusEntry(id)) return true;
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const entry = entryOf(parent.slice(parent.lastIndexOf('/') + 1));
  if (entry && unfolded(entry, () => focusPath(path))) return true;
  return parent !== '' && focusPath(parent);
}

/** Enter, and nothing else: not while a suggestion or a composed letter is being taken. */
export function isPlainEnter(event: KeyboardEvent): boolean {
  const modified = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
  return event.key === 'Enter' && !modified && !event.isComposing && !event.defaultPrevented;
}

/** For texts of one line: Enter goes to the field after this one instead of breaking the line. */
export function enterGoesOn(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (!isPlainEnter(event)) return;
  event.preventDefault();
  focusNextField(event.currentTarget);
}

/** To the field after this one, or the button that adds to a list. */
export function focusNextField(from: HTMLElement): void {
  const all = [...document.querySelectorAll<HTMLElement>(`[id^="plan-"]:is(${FIELDS}, button)`)];
  focusOn(all[all.indexOf(from) + 1]);
}

/** Keeps the cursor in its field while entries change places around it. */
export async function holding(change: Promise<unknown>): Promise<void> {
  const before = document.activeElement;
  await change;
  await tick();
  if (before instanceof HTMLElement && before.isConnected) focusOn(before);
}

function entryOf(id: string): HTMLElement | null {
  if (id === '') return null;
  return document.querySelector<HTMLElement>(`[data-entry$="/${CSS.escape(id)}"]`);
}

/** Opens an entry that lies folded, and goes on once its fields are there. */
function unfolded(entry: HTMLElement, then: () => void): boolean {
  if (entry.dataset['folded'] === undefined) return false;
  entry.dispatchEvent(new CustomEvent('unfold'));
  void tick().then(() => entry.dataset['folded'] === undefined && then());
  return true;
}

function focusOn(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false;
  element.focus({ preventScroll: true });
  const show = () => element.scrollIntoView({ block: 'nearest' });
  show();
  // What comes into sight is laid out only then, and may push it out again.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.activeElement === element && show())
  );
  return true;
}
