/**
 * The save queue of one draft: an intake section, a screening or a plan.
 *
 * Text goes out at most 400 ms after the first unsent keystroke and on leaving the field, choices
 * at once. Sends are serialized and always carry the revision of the last reply. What could not be
 * saved stays in `drafts`, so no reply ever overwrites what a person typed. While somebody types on
 * in the field that was saved, what the core says to it waits for a pause, where it can even be asked
 * for then: reading a large page and laying it out between two keys would be felt.
 */
import type { Code, JsonValue } from '../ipc/bindings';
import { asRefused, type Refused } from '../ipc/call';
import { SpreadMap } from './spread-map';

/** How long the first unsent keystroke waits, in milliseconds. */
export const THROTTLE = 400;
/** How long no key has to come until a reply is shown, and how long it waits at most, in ms. */
export const PAUSE = 250;
export const PATIENCE = 3000;
/** How long a failed save waits before it is tried again by itself, in milliseconds. */
export const RETRY = 5000;

export interface Reply {
  rev: number;
  saved_at: string | null;
}

export interface Change {
  path: string;
  value: JsonValue;
}

/** Saving while somebody types. */
export interface Keeping<R extends Reply> {
  /** Saves one changed value under a revision and is told no more than that. */
  save: (rev: number, change: Change) => Promise<Reply>;
  /** Asks for the rest. */
  look: () => Promise<R>;
}

export interface Wiring<R extends Reply> {
  /** Sends one changed value under a revision. */
  send: (rev: number, change: Change) => Promise<R>;
  /** Where there is none, every save is answered in full. */
  keep?: Keeping<R> | undefined;
  /** Loads the draft afresh, after it turned out to be stale. */
  reload: () => Promise<R>;
  /** Takes every reply, in order. */
  took: (reply: R) => void;
}

export type SaveState = 'saved' | 'saving' | 'failed';

type Job<R> =
  | { change: Change }
  | { run: (rev: number) => Promise<R>; done: (reply: R | null) => void }
  | { look: () => Promise<R>; since: number };

/** Codes that the same words will meet again: kept until they change or a person says "again". */
const FINAL: ReadonlySet<Code> = new Set<Code>([
  'bad-value',
  'bad-request',
  'too-long',
  'not-allowed',
  'no-such-client',
  'no-such-record',
  'no-such-form',
  'in-use',
  'locked',
  'stale'
]);

const live = new Set<Autosave<never>>();

/** Sends everything unsent, everywhere; true when all of it was saved. */
export async function flushAll(): Promise<boolean> {
  const all = await Promise.all([...live].map((queue) => queue.flush()));
  return all.every(Boolean);
}

export class Autosave<R extends Reply> {
  state = $state<SaveState>('saved');
  /** When the draft was last saved: RFC 3339, UTC. */
  at = $state<string | null>(null);
  /** Why the last save failed. */
  trouble = $state<Code | null>(null);
  /** What is wrong, where the code alone does not say it. */
  detail = $state('');

  #rev = 0;
  /** The revision on screen; an older one while what the core says of the last saves waits. */
  #shown = 0;
  #wiring: Wiring<R>;
  #drafts = new SpreadMap<JsonValue>();
  #focused: string | null = null;
  #waiting = new Map<string, JsonValue>();
  #jobs: Job<R>[] = [];
  #held = new Map<string, JsonValue>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pump: Promise<void> | null = null;
  #closed = false;
  /** When the last key came. */
  #typedAt = -Infinity;
  /** A reply that waits for a pause, or is still to be asked for, and since when. */
  #unshown: { reply: R | null; since: number } | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(wiring: Wiring<R>) {
    this.#wiring = wiring;
    live.add(this as unknown as Autosave<never>);
  }

  /** Starts from a reply that was loaded rather than saved. */
  adopt(reply: R): void {
    this.#rev = reply.rev;
    this.at = reply.saved_at;
    this.#show(reply);
  }

  /** What a field shows: what was typed and is not saved yet, else what is saved. */
  shown(path: string, saved: JsonValue): JsonValue {
    const draft = this.#drafts.get(path);
    return draft === undefined ? saved : draft;
  }

  /** The cursor is in a field; what it shows is the person's until they leave. */
  focus(path: string): void {
    this.#focused = path;
  }

  /** Text changed: sent at most 400 ms after the first unsent keystroke. */
  typed(path: string, value: JsonValue): void {
    this.#typedAt = Date.now();
    this.#note(path, value);
    this.#waiting.set(path, value);
    this.#timer ??= setTimeout(() => this.#release(), THROTTLE);
  }

  /** A choice was made: sent at once. */
  chosen(path: string, value: JsonValue): void {
    this.#note(path, value);
    this.#waiting.set(path, value);
    this.#release();
  }

  /** The cursor left a field: its text is sent, then the field shows what was saved. */
  leave(path: string): void {
    if (this.#focused === path) this.#focused = null;
    this.#release();
    this.#showNow();
    this.#tidy();
  }

  /**
   * Does something other than setting a value (add or move a row, mark a section), after
   * everything typed so far. Null when it was refused; `trouble` says why.
   */
  run(run: (rev: number) => Promise<R>): Promise<R | null> {
    this.#release();
    if (this.#unshown?.reply) this.#showNow();
    return new Promise((done) => {
      this.#jobs.push({ run, done });
      this.#start();
    });
  }

  /** Tries again what could not be saved. */
  retry(): Promise<boolean> {
    for (const [path, value] of this.#held) {
      if (!this.#waiting.has(path)) this.#waiting.set(path, value);
    }
    this.#held.clear();
    if (this.state === 'failed') this.#settle(true);
    return this.flush();
  }

  /** What the fields show that is not saved, by path. */
  unsaved(): [string, JsonValue][] {
    return this.#drafts.entries();
  }

  /** Drops what was typed at places that are gone: nothing could ever save it. */
  forget(gone: (path: string) => boolean): void {
    const paths = this.unsaved()
      .map(([path]) => path)
      .filter(gone);
    for (const kept of [this.#drafts, this.#waiting, this.#held]) {
      paths.forEach((path) => kept.delete(path));
    }
    this.#jobs = this.#jobs.filter((job) => !('change' in job) || !gone(job.change.path));
    if (this.state === 'failed' && this.#held.size === 0 && !this.#pump) this.#settle(true);
  }

  /** Sends everything unsent; true when all of it was saved. */
  async flush(): Promise<boolean> {
    this.#release();
    while (this.#pump) await this.#pump;
    this.#showNow();
    while (this.#pump) await this.#pump;
    if (this.#unshown?.reply) this.#showNow();
    return this.#held.size === 0;
  }

  /** The screen goes away: what is unsent is still sent. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
    clearTimeout(this.#retry);
    live.delete(this as unknown as Autosave<never>);
  }

  #note(path: string, value: JsonValue): void {
    this.#drafts.set(path, value);
    this.#held.delete(path);
    if (this.state === 'saved') this.state = 'saving';
  }

  #unsaved(path: string): boolean {
    return (
      this.#waiting.has(path) ||
      this.#held.has(path) ||
      this.#jobs.some((job) => 'change' in job && job.change.path === path) ||
      this.#sending === path
    );
  }

  #sending: string | null = null;

  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [path, value] of this.#waiting) {
      this.#jobs = this.#jobs.filter((job) => !('change' in job) || job.change.path !== path);
      this.#jobs.push({ change: { path, value } });
    }
    this.#waiting.clear();
    this.#start();
  }

  #start(): void {
    if (this.#pump || this.#jobs.length === 0) return;
    this.#pump = this.#work().finally(() => {
      this.#pump = null;
      this.#start();
    });
  }

  async #work(): Promise<void> {
    if (this.state === 'saved' && this.#jobs.some((job) => !('look' in job))) this.state = 'saving';
    let [worked, failed] = [false, false];
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      // Looking saves nothing, and takes back nothing that was refused.
      worked ||= !('look' in job);
      failed = !(await this.#one(job)) || failed;
    }
    if (worked) this.#settle(!failed && this.#held.size === 0);
  }

  async #one(job: Job<R>): Promise<boolean> {
    if ('look' in job) return this.#look(job);
    try {
      this.#sending = 'change' in job ? job.change.path : null;
      if ('change' in job) await this.#save(job.change);
      else {
        const reply = await job.run(this.#rev);
        this.#take(reply);
        job.done(reply);
      }
      return true;
    } catch (thrown) {
      this.#sending = null;
      await this.#failed(job, asRefused(thrown));
      return false;
    }
  }

  async #save(change: Change): Promise<void> {
    const { keep, send } = this.#wiring;
    if (!keep || !this.#typingIn(change.path)) {
      const reply = await send(this.#rev, change);
      this.#sending = null;
      this.#take(reply, change.path);
    } else {
      const kept = await keep.save(this.#rev, change);
      this.#sending = null;
      this.#revised(kept);
      this.#wait(null);
    }
  }

  /** Asks for what a save was not answered with. That it cannot be had takes nothing from the save. */
  async #look({ look, since }: { look: () => Promise<R>; since: number }): Promise<boolean> {
    try {
      let reply = await look();
      // Somebody else has saved meanwhile: that is told, as it is when a save finds it out.
      if (reply.rev !== this.#rev) reply = await this.#wiring.reload();
      const late = Date.now() - since >= PATIENCE;
      this.#take(reply, late ? null : this.#focused, since);
    } catch {
      this.#unshown ??= { reply: null, since };
    }
    return true;
  }

  #take(reply: R, path: string | null = null, since?: number): void {
    this.#revised(reply);
    if (path !== null && this.#typingIn(path)) this.#wait(reply, since);
    else this.#show(reply);
  }

  #revised({ rev, saved_at }: Reply): void {
    this.#rev = rev;
    this.at = saved_at ?? this.at;
  }

  /** Until the next pause. */
  #wait(reply: R | null, since = this.#unshown?.since ?? Date.now()): void {
    this.#unshown = { reply, since };
    this.#pause ??= setTimeout(() => this.#paused(), PAUSE);
  }

  #typingIn(path: string): boolean {
    return path === this.#focused && this.#typing();
  }

  #typing(): boolean {
    return Date.now() - this.#typedAt < PAUSE;
  }

  #paused(): void {
    this.#pause = undefined;
    const patient = Date.now() - (this.#unshown?.since ?? 0) < PATIENCE;
    if (this.#typing() && patient) this.#pause = setTimeout(() => this.#paused(), PAUSE);
    else this.#showNow();
  }

  /** Shows what waits. What is still to be asked for is, unless more is saved first. */
  #showNow(): void {
    const waiting = this.#unshown;
    const { keep } = this.#wiring;
    if (waiting?.reply) this.#show(waiting.reply);
    else if (waiting && keep && this.#jobs.length === 0 && !this.#closed) {
      this.#settled();
      this.#jobs.push({ look: () => keep.look(), since: waiting.since });
      this.#start();
    }
  }

  #show(reply: R): void {
    this.#settled();
    this.#shown = reply.rev;
    this.#wiring.took(reply);
    this.#tidy();
  }

  /** Nothing waits any more. */
  #settled(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#unshown = null;
  }

  /** Where nobody writes and all is saved, a field shows what is saved, once that is here. */
  #tidy(): void {
    if (this.#shown !== this.#rev) return;
    for (const [path] of this.unsaved()) {
      if (this.#focused !== path && !this.#unsaved(path)) this.#drafts.delete(path);
    }
  }

  async #failed(job: Job<R>, { code, detail }: Refused): Promise<void> {
    this.trouble = code;
    this.detail = detail;
    if ('change' in job) {
      const { path, value } = job.change;
      if (!this.#unsaved(path)) this.#held.set(path, value);
    } else if ('done' in job) {
      job.done(null);
    }
    if (code === 'stale') {
      await this.#wiring.reload().then(
        (reply) => this.#take(reply),
        (thrown) => (this.trouble = asRefused(thrown).code)
      );
    } else if (!FINAL.has(code) && !this.#closed) {
      this.#retry ??= setTimeout(() => {
        this.#retry = undefined;
        void this.retry();
      }, RETRY);
    }
  }

  #settle(saved: boolean): void {
    if (!saved) {
      this.state = 'failed';
      return;
    }
    this.trouble = null;
    this.detail = '';
    this.state = this.#waiting.size > 0 || this.#jobs.length > 0 ? 'saving' : 'saved';
  }
}
