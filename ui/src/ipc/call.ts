/** The one door to the core: typed commands out, replies or a refusal back. */
import { invoke } from '@tauri-apps/api/core';
import type { Code, Commands } from './bindings';

export type Command = keyof Commands;

/** Why a command was refused: a code, the incident in the log, and how long to wait. */
export class Refused extends Error {
  constructor(
    readonly code: Code,
    readonly incident: string,
    /** Seconds until it may be tried again; 0 when waiting does not help. */
    readonly wait: number = 0,
    /** What is wrong, where the code alone does not say it; else empty. */
    readonly detail: string = ''
  ) {
    super(code);
    this.name = 'Refused';
  }
}

export type Backend = (name: Command, args: { request: unknown }) => Promise<unknown>;

let backend: Backend = (name, args) => invoke(name, args);
let onLocked: () => void = () => {};

/** Puts another core behind the door; for tests and for `?fake` in development. */
export function setBackend(other: Backend): void {
  backend = other;
}

/** What to do when any command finds that nobody is signed in any more. */
export function whenLocked(act: () => void): void {
  onLocked = act;
}

/** Asks the core. Throws {@link Refused} and nothing else. */
export async function call<K extends Command>(
  name: K,
  request: Commands[K][0]
): Promise<Commands[K][1]> {
  try {
    return (await backend(name, { request })) as Commands[K][1];
  } catch (thrown) {
    const refused = asRefused(thrown);
    if (refused.code === 'locked') onLocked();
    throw refused;
  }
}

/** Whatever was thrown, as a refusal. */
export function asRefused(thrown: unknown): Refused {
  if (thrown instanceof Refused) return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
    const { code, incident, wait, detail } = thrown as Pick<Refused, 'code'> & Partial<Refused>;
    return new Refused(code, incident ?? '', wait ?? 0, detail ?? '');
  }
  return new Refused('internal', '');
}
