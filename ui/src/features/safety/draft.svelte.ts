/** The safety plan on screen and its way to the core. It knows nothing of what a plan must hold. */
import type { EntryEditing, Step } from '../../components/plan/editing';
import type { Edit, JsonValue, SafetyPage } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { Autosave } from '../../lib/autosave.svelte';
import { sentence } from '../../lib/errors';
import { putBack, shifted, taken, type Taken } from '../../lib/list-edits';
import { t } from '../../lib/messages';
import type { StaleNote } from '../../lib/opened-draft.svelte';
import { at, cut, idsIn, isWithin, overlaid } from '../../lib/paths';
import { session } from '../../lib/session.svelte';
import { show } from '../../lib/toasts.svelte';

/** What the screen does about the cursor when the plan changes shape. */
export interface Cursor {
  /** Into the first field of a line. */
  toEntry(id: string): void;
  /** To a field, a line or the button that adds to a part. */
  toPath(path: string): void;
  /** Keeps the cursor where it is while lines change places. */
  held(change: Promise<unknown>): void;
}

export class SafetyDraft implements EntryEditing {
  page = $state.raw() as SafetyPage;
  stale = $state<StaleNote | null>(null);
  #cursorAt = $state('');
  readonly queue: Autosave<SafetyPage>;

  constructor(
    private readonly client: string,
    page: SafetyPage,
    private readonly cursor: Cursor
  ) {
    this.page = page;
    this.queue = new Autosave<SafetyPage>({
      send: (rev, { path, value }) => this.#send(rev, [{ op: 'set', path, value }]),
      reload: () => this.#reload(),
      took: (reply) => (this.page = reply)
    });
    this.queue.adopt(page);
  }

  shown(path: string): JsonValue {
    return this.queue.shown(path, at(this.page.plan, path) ?? '');
  }

  focus(path: string): void {
    this.#cursorAt = path;
    this.queue.focus(path);
  }

  type(path: string, value: JsonValue): void {
    this.queue.typed(path, value);
  }

  choose(path: string, value: JsonValue): void {
    this.queue.chosen(path, value);
  }

  leave(path: string): void {
    if (this.#cursorAt === path) this.#cursorAt = '';
    this.queue.leave(path);
  }

  goTo(path: string): void {
    this.cursor.toPath(path);
  }

  add(list: string, after?: string): void {
    void this.#put(() => [{ op: 'add', list, after: after ?? null, value: null }]);
  }

  move(path: string, by: Step): void {
    this.cursor.held(this.#edit(() => listed(shifted(this.page.plan, path, by))));
  }

  remove(path: string): void {
    const line = this.#lineOf(path);
    let gone: Taken | null = null;
    const taking = this.#edit(() => {
      gone = taken(overlaid(this.page.plan, this.queue.unsaved()), path);
      return gone ? [{ op: 'remove', path }] : [];
    });
    void taking.then((reply) => reply && gone && this.#took(line, gone));
  }

  trouble(path: string): string {
    if (path === this.#cursorAt) return '';
    const { state, trouble } = this.queue;
    const saved = at(this.page.plan, path) ?? '';
    const refused = trouble === 'too-long' || trouble === 'bad-value';
    if (state === 'failed' && refused && this.queue.shown(path, saved) !== saved) {
      return t('plan.refused', { reason: sentence(trouble) });
    }
    if (saved === '') return '';
    return this.page.lacks.find((lack) => lack.path === path)?.message ?? '';
  }

  /** "Warning signs, line 2" of a line. */
  #lineOf(path: string): string {
    const [list, id] = cut(path);
    const part = this.page.parts.find((one) => one.path === list)?.heading ?? '';
    return t('safety.lineOf', { part, n: idsIn(this.page.plan, list).indexOf(id) + 1 });
  }

  /** A line is gone: a way back, and the cursor to what stands in its place. */
  #took(line: string, gone: Taken): void {
    const path = `${gone.list}/${gone.id}`;
    this.queue.forget((other) => isWithin(other, path));
    const undo = () => void this.#put(() => putBack(this.page.plan, gone), gone.id);
    show(t('safety.removed', { line }), { undo });
    this.cursor.toPath(gone.next ? `${gone.list}/${gone.next}` : gone.list);
  }

  /** Sends an addition and takes the cursor to it. */
  async #put(edits: () => Edit[], id?: string): Promise<void> {
    const reply = await this.#edit(edits);
    const added = id ?? reply?.added;
    if (reply && added) this.cursor.toEntry(added);
  }

  /** Sends edits that are made when their turn comes, from the plan as it then is. */
  #edit(edits: () => Edit[]): Promise<SafetyPage | null> {
    return this.queue.run((rev) => {
      const made = edits();
      return made.length > 0 ? this.#send(rev, made) : Promise.resolve(this.page);
    });
  }

  #send(rev: number, edits: Edit[]): Promise<SafetyPage> {
    const { client } = this;
    const { record } = this.page;
    return call('edit_safety_plan', { token: session.token, client, record, rev, edits });
  }

  async #reload(): Promise<SafetyPage> {
    const page = await call('open_safety_plan', { token: session.token, client: this.client });
    const gone = (path: string) => at(page.plan, path) === undefined;
    const lost = this.queue.unsaved().filter(([path]) => gone(path));
    this.queue.forget(gone);
    this.stale = { lost: lost.map(([, value]) => String(value)) };
    return page;
  }
}

function listed(edit: Edit | null): Edit[] {
  return edit ? [edit] : [];
}
