/** The plan on screen and its way to the core. It knows no rule of planning. */
import type { PlanEditing, Step } from '../../components/plan/editing';
import { at, isWithin, overlaid } from '../../lib/paths';
import { titleOf } from '../../components/plan/places';
import type { Edit, JsonValue, Plan, PlanPage } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { Autosave } from '../../lib/autosave.svelte';
import { sentence } from '../../lib/errors';
import { t } from '../../lib/messages';
import { shifted } from '../../lib/list-edits';
import type { StaleNote } from '../../lib/opened-draft.svelte';
import { session } from '../../lib/session.svelte';
import { show } from '../../lib/toasts.svelte';
import { bringBack, duplicated, removed, type Removed } from './edits';

/** What the screen does about the cursor when the plan changes shape. */
export interface Cursor {
  /** Into the first field of an entry. */
  toEntry(id: string): void;
  /** To a field, an entry or the button that adds to a list. */
  toPath(path: string): void;
  /** Keeps the cursor where it is while entries change places. */
  held(change: Promise<unknown>): void;
}

export class PlanDraft implements PlanEditing {
  page = $state.raw() as PlanPage;
  stale = $state<StaleNote | null>(null);
  #cursorAt = $state('');
  readonly queue: Autosave<PlanPage>;

  constructor(
    private readonly client: string,
    page: PlanPage,
    private readonly cursor: Cursor
  ) {
    this.page = page;
    this.queue = new Autosave<PlanPage>({
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

  duplicate(path: string): void {
    void this.#put(() => listed(duplicated(this.#plan(), path)));
  }

  move(path: string, by: Step): void {
    this.cursor.held(this.#edit(() => listed(shifted(this.page.plan, path, by))));
  }

  remove(path: string): void {
    const entry = titleOf(this.page.plan, path);
    let gone: Removed | null = null;
    const taking = this.#edit(() => {
      gone = removed(this.#plan(), path);
      return gone ? [{ op: 'remove', path }] : [];
    });
    void taking.then((reply) => reply && gone && this.#took(entry, gone));
  }

  trouble(path: string): string {
    if (path === this.#cursorAt) return '';
    const { state, trouble } = this.queue;
    const refused = trouble === 'too-long' || trouble === 'bad-value';
    const saved = at(this.page.plan, path) ?? '';
    if (state === 'failed' && refused && this.queue.shown(path, saved) !== saved) {
      return t('plan.refused', { reason: sentence(trouble) });
    }
    const kept = this.page.findings.find(
      (finding) => finding.path === path && finding.rule.endsWith('-readable')
    );
    return kept?.message ?? '';
  }

  /** An entry is gone: a way back, and the cursor to what stands in its place. */
  #took(entry: string, gone: Removed): void {
    const path = `${gone.list}/${gone.id}`;
    this.queue.forget((other) => isWithin(other, path));
    const undo = () => void this.#put(() => bringBack(this.page.plan, gone), gone.id);
    show(t('plan.act.removed', { entry }), { undo });
    this.cursor.toPath(gone.next ? `${gone.list}/${gone.next}` : gone.list);
  }

  /** Sends an addition and takes the cursor to it. */
  async #put(edits: () => Edit[], id?: string): Promise<void> {
    const reply = await this.#edit(edits);
    const added = id ?? reply?.added;
    if (reply && added) this.cursor.toEntry(added);
  }

  /** Sends edits that are made when their turn comes, from the plan as it then is. */
  #edit(edits: () => Edit[]): Promise<PlanPage | null> {
    return this.queue.run((rev) => {
      const made = edits();
      return made.length > 0 ? this.#send(rev, made) : Promise.resolve(this.page);
    });
  }

  #send(rev: number, edits: Edit[]): Promise<PlanPage> {
    const { client } = this;
    return call('edit_plan', {
      token: session.token,
      client,
      record: this.page.record,
      rev,
      edits
    });
  }

  /** The plan with what was typed and is not saved yet. */
  #plan(): Plan {
    return overlaid(this.page.plan, this.queue.unsaved());
  }

  async #reload(): Promise<PlanPage> {
    const page = await call('open_plan', { token: session.token, client: this.client });
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
