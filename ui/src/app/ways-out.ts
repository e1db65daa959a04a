/** The ways out of the clinic: locking, letting somebody else sign in, leaving the sample. */
import { asRefused } from '../ipc/call';
import { flushAll } from '../lib/autosave.svelte';
import { sentence } from '../lib/errors';
import { show } from '../lib/toasts.svelte';
import { clinic } from './clinic.svelte';
import { place } from './where.svelte';

type Act = () => Promise<void>;

async function tried(act: Act): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    show(sentence(asRefused(thrown).code), { tone: 'trouble' });
  }
}

/** Covers the records at once; they come back when something is unsaved, or the core refuses. */
async function covered(act: Act): Promise<void> {
  const go = async () => {
    clinic.locking = true;
    await tried(act);
    clinic.locking = false;
  };
  clinic.locking = true;
  if (!(await place.leaving(() => void go()))) clinic.locking = false;
}

export const lock = (): void => void covered(clinic.lock);
export const switchUser = (): void => void covered(clinic.switchUser);
export const leaveSample = (): void =>
  void place.leaving(() => void tried(() => clinic.leaveSample()));

/** Locks the window out of a client's hands. What could not be kept is not shown to anybody. */
export async function leaveEntry(): Promise<void> {
  clinic.locking = true;
  await flushAll();
  await tried(clinic.leaveEntry);
  clinic.locking = false;
}

/** Sends what is unsaved whenever the window is left, until what it gives back is called. */
export function saveWhenAway(): () => void {
  const away = () => void flushAll();
  window.addEventListener('blur', away);
  window.addEventListener('pagehide', away);
  return () => {
    window.removeEventListener('blur', away);
    window.removeEventListener('pagehide', away);
  };
}
