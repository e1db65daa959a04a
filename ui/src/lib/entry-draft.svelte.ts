/** A record made of lists, on screen and on its way to the core. It knows no rule of any record. */
import { untrack } from 'svelte';
import type { Edit, JsonValue } from '../ipc/bindings';
import { Autosave, type Keeping, type Reply } from './autosave.svelte';
import type { EntryEditing, Step } from './entry-editing';
import { sentence } from './errors';
import { Facets } from './facets.svelte';
import { shifted, taken, type Taken } from './list-edits';
import { t } from './messages';
import type { StaleNote } from './opened-draft.svelte';
import { at, isWithin, overlaid } from './paths';
import { changedPaths } from './shared';
import { SpreadMap } from './spread-map';
import { show } from './toasts.svelte';

/** What the screen does about the cursor when the record changes shape. */
export interface Cursor {
  /** Into the first field of an entry. */
  toEntry(id: string): void;
  /** To a field, an entry or the button that adds to a list. */
  toPath(path: string): void;
  /** Keeps the cursor where it is while entries change places. */
  held(change: Promise<unknown>): void;
}

/** A page whose record is edited by path and value. */
interface EntryPage extends Reply {
  plan: object;
  added: string | null;
}

/** An entry that was taken out, how to bring it back, and what is said of it. */
export interface Gone {
  entry: Taken;
  back: () => Edit[];
  said: string;
}

export abstract class EntryDraft<P extends EntryPage> implements EntryEditing {
  stale = $state<StaleNote | null>(null);
  /** Where the cursor is: told to that field alone. */
  #here = new SpreadMap<true>();
  /** What is saved changed at a path: told to those who show it. */
  #told = new SpreadMap<number>();
  #replies = 0;
  readonly #facets: Facets<P>;
  readonly queue: Autosave<P>;

  constructor(
    protected readonly client: string,
    page: P,
    private readonly cursor: Cursor
  ) {
    this.#facets = new Facets(page);
    this.queue = new Autosave<P>({
      send: (rev, { path, value }) => this.send(rev, [{ op: 'set', path, value }]),
      keep: this.keeping(),
      reload: () => this.#reload(),
      took: (reply) => this.#take(reply)
    });
    this.queue.adopt(page);
  }

  /** Asks for the record as it is now. */
  protected abstract ask(): Promise<P>;
  /** Sends edits of the revision that was seen. */
  protected abstract send(rev: number, edits: Edit[]): Promise<P>;
  /** How a record is saved while somebody types, where a reply in full would be felt. */
  protected keeping(): Keeping<P> | undefined {
    return undefined;
  }
  /** What the core says of a saved value at a path; empty when nothing. */
  protected abstract said(path: string, saved: JsonValue): string;
  /** What is about to be lost with an entry, from the record as it stands. */
  protected abstract goneWith(entry: Taken): Gone;

  /** The page: a part of it tells only of its own changes. */
  get page(): P {
    return this.#facets.page;
  }

  shown(path: string): JsonValue {
    return this.queue.shown(path, this.#saved(path));
  }

  focus(path: string): void {
    this.#here.set(path, true);
    this.queue.focus(path);
  }

  type(path: string, value: JsonValue): void {
    this.queue.typed(path, value);
  }

  choose(path: string, value: JsonValue): void {
    this.queue.chosen(path, value);
  }

  leave(path: string): void {
    this.#here.delete(path);
    this.queue.leave(path);
  }

  goTo(path: string): void {
    this.cursor.toPath(path);
  }

  add(list: string, after?: string): void {
    void this.put(() => [{ op: 'add', list, after: after ?? null, value: null }]);
  }

  move(path: string, by: Step): void {
    this.cursor.held(this.#edit(() => listed(shifted(this.page.plan, path, by))));
  }

  remove(path: string): void {
    let gone: Gone | null = null;
    const taking = this.#edit(() => {
      const entry = taken(this.standing(), path);
      gone = entry && this.goneWith(entry);
      return gone ? [{ op: 'remove', path }] : [];
    });
    void taking.then((reply) => reply && gone && this.#took(gone));
  }

  trouble(path: string): string {
    if (this.#here.get(path)) return '';
    const { trouble } = this.queue;
    const saved = this.#saved(path);
    const refused = trouble === 'too-long' || trouble === 'bad-value';
    // In this order: the state changes with every save, and hardly anything is ever refused.
    if (refused && this.queue.state === 'failed' && this.queue.shown(path, saved) !== saved) {
      return t('plan.refused', { reason: sentence(trouble) });
    }
    return this.said(path, saved);
  }

  /** Takes the cursor into an entry. */
  protected cursorTo(id: string): void {
    this.cursor.toEntry(id);
  }

  /** The record with what was typed and is not saved yet. */
  protected standing(): P['plan'] {
    return overlaid(this.page.plan, this.queue.unsaved());
  }

  /** Sends an addition and takes the cursor to it. */
  protected async put(edits: () => Edit[], id?: string): Promise<void> {
    const reply = await this.#edit(edits);
    const added = id ?? reply?.added;
    if (reply && added) this.cursor.toEntry(added);
  }

  /** What is saved at a path; whoever asks hears of that path and of no other. */
  #saved(path: string): JsonValue {
    this.#told.get(path);
    return (
      at(
        untrack(() => this.page.plan),
        path
      ) ?? ''
    );
  }

  #take(reply: P): void {
    const before = untrack(() => this.page.plan);
    this.#facets.take(reply);
    this.#replies += 1;
    const changed = changedPaths(
      before,
      untrack(() => this.page.plan)
    );
    for (const path of changed) this.#told.set(path, this.#replies);
  }

  /** An entry is gone: a way back, and the cursor to what stands in its place. */
  #took({ entry, back, said }: Gone): void {
    const path = `${entry.list}/${entry.id}`;
    this.queue.forget((other) => isWithin(other, path));
    show(said, { undo: () => void this.put(back, entry.id) });
    this.cursor.toPath(entry.next ? `${entry.list}/${entry.next}` : entry.list);
  }

  /** Sends edits that are made when their turn comes, from the record as it then is. */
  #edit(edits: () => Edit[]): Promise<P | null> {
    return this.queue.run((rev) => {
      const made = edits();
      return made.length > 0 ? this.send(rev, made) : this.ask();
    });
  }

  async #reload(): Promise<P> {
    const page = await this.ask();
    const gone = (path: string) => at(page.plan, path) === undefined;
    const lost = this.queue.unsaved().filter(([path]) => gone(path));
    this.queue.forget(gone);
    this.stale = { lost: lost.map(([, value]) => String(value)) };
    return page;
  }
}

/** A list of the one edit, or of none. */
export function listed(edit: Edit | null): Edit[] {
  return edit ? [edit] : [];
}
