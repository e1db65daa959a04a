/**
 * What lies behind the sign-in, in files of its own: the sign-in screen comes up without reading it,
 * and it is read while somebody types a passphrase.
 */
export const shell = () => import('./Shell.svelte');
export const entryRoom = () => import('./EntryRoom.svelte');

/** How long the first screen is left alone before the rest is read, in milliseconds. */
const AFTER = 300;

/** Reads ahead what somebody who signs in will see. */
export function readAhead(): void {
  setTimeout(() => void shell(), AFTER);
}
