/** Keeps the core told that somebody is here, and knows how long until the window locks. */
import type { LockState } from '../ipc/bindings';
import { call } from '../ipc/call';
import { session } from '../lib/session.svelte';

/** How often the core is asked, in milliseconds; and during the last minute. */
const EVERY = 5000;
const EVERY_IN_COUNTDOWN = 1000;
/** How often it is told that somebody is here, at most. */
const STAY = 5000;
/** What shows that somebody is here. */
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll'] as const;

export class LockWatch {
  /** What the core last said; null before that. */
  state = $state.raw<LockState | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told = -Infinity;
  #round = 0;
  #over = false;
  #token: () => string;

  /** Watches over whoever is signed in, or over whose token is given. */
  constructor(token: () => string = () => session.token) {
    this.#token = token;
  }

  /** Watches until what it gives back is called. */
  start(): () => void {
    const seen = () => void this.#stay();
    const how = { capture: true, passive: true };
    for (const sign of SIGNS) window.addEventListener(sign, seen, how);
    void this.#ask();
    return () => {
      this.#over = true;
      clearTimeout(this.#timer);
      for (const sign of SIGNS) window.removeEventListener(sign, seen, how);
    };
  }

  async #ask(): Promise<void> {
    await this.#take(() => call('lock_state', { token: this.#token() }));
    if (this.#over) return;
    const wait = this.state?.countdown ? EVERY_IN_COUNTDOWN : EVERY;
    this.#timer = setTimeout(() => void this.#ask(), wait);
  }

  async #stay(): Promise<void> {
    if (performance.now() - this.#told < STAY) return;
    this.#told = performance.now();
    await this.#take(() => call('stay', { token: this.#token() }));
  }

  /** A reply that was asked for before a later one is not shown; a refusal says nothing new. */
  async #take(ask: () => Promise<LockState>): Promise<void> {
    const round = ++this.#round;
    const state = await ask().catch(() => null);
    if (state && round === this.#round && !this.#over) this.state = state;
  }
}
