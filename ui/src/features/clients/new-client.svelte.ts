/**
 * A client being added. Nothing is saved until the person says so; until then what was typed is
 * kept here, so that going elsewhere and coming back loses nothing. Locking forgets it.
 */
import type { Code, JsonValue, NewClientView } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import type { Answering } from '../../lib/answering';
import { session } from '../../lib/session.svelte';

/** How long the first unsent keystroke waits before duplicates are looked for, in milliseconds. */
const THROTTLE = 300;

export class NewClient implements Answering {
  view = $state.raw<NewClientView | null>(null);
  trouble = $state<Code | null>(null);
  busy = $state(false);
  /** Whether missing answers may be pointed out: after the first try to add. */
  revealed = $state(false);
  #answers = $state<Record<string, JsonValue>>({});
  #focused = $state('');
  /** What was answered since the core was last asked. */
  #unheard = $state<string[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  /** Whether anything was typed. */
  get begun(): boolean {
    return Object.values(this.#answers).some((value) => value !== null && value !== '');
  }

  /** Asks for the form with what was answered, and who may be the same person. */
  ask = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const round = ++this.#round;
    const heard = [...this.#unheard];
    try {
      const view = await call('new_client', this.#request());
      if (round !== this.#round) return;
      this.view = view;
      this.trouble = null;
      this.#unheard = this.#unheard.filter((path) => !heard.includes(path));
    } catch (thrown) {
      if (round === this.#round) this.trouble = asRefused(thrown).code;
    }
  };

  /** Adds the client; their id, or null when something stands in the way. */
  add = async (): Promise<string | null> => {
    if (this.busy) return null;
    this.busy = true;
    try {
      await this.ask();
      this.revealed = true;
      if (this.trouble || this.blocking.length > 0) return null;
      const page = await call('add_client', this.#request());
      this.clear();
      return page.band.client;
    } catch (thrown) {
      this.trouble = asRefused(thrown).code;
      return null;
    } finally {
      this.busy = false;
    }
  };

  clear = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#round += 1;
    this.#answers = {};
    this.#unheard = [];
    this.view = null;
    this.trouble = null;
    this.revealed = false;
  };

  /** What keeps the client from being added. */
  get blocking() {
    return (this.view?.section.issues ?? []).filter((issue) => issue.level !== 'recommended');
  }

  pending(path: string): JsonValue | undefined {
    const mine = this.#focused === path || this.#unheard.includes(path);
    return mine ? this.#answers[path] : undefined;
  }

  focus(path: string): void {
    this.#focused = path;
  }

  type(path: string, value: JsonValue): void {
    this.#put(path, value);
    this.#timer ??= setTimeout(() => void this.ask(), THROTTLE);
  }

  choose(path: string, value: JsonValue): void {
    this.#put(path, value);
    void this.ask();
  }

  leave(path: string): void {
    if (this.#focused === path) this.#focused = '';
    if (this.#timer !== undefined) void this.ask();
  }

  problem(path: string): string {
    if (!this.revealed) return '';
    return this.blocking.find((issue) => issue.path === path)?.message ?? '';
  }

  /** The short form has no groups of rows. */
  addRow(): Promise<null> {
    return Promise.resolve(null);
  }

  removeRow(): void {}

  moveRow(): void {}

  #put(path: string, value: JsonValue): void {
    this.#answers = { ...this.#answers, [path]: value };
    if (!this.#unheard.includes(path)) this.#unheard = [...this.#unheard, path];
  }

  #request() {
    const answers = Object.fromEntries(
      Object.entries(this.#answers).filter(([, value]) => value !== null && value !== '')
    );
    return { token: session.token, answers };
  }
}

export const newClient = new NewClient();
