/**
 * One response being filled in: an intake section or a screening. Keeps what the core last said,
 * sends answers through the save queue, and takes back what was taken out. Holds no rule: what is
 * missing, wrong, shown or scored is read from the view.
 */
import type {
  AnswerItem,
  ChangeRows,
  ItemView,
  JsonValue,
  MarkSection,
  OpenResponse,
  RowView,
  SectionSource,
  SectionStatus,
  SectionView
} from '../ipc/bindings';
import { call } from '../ipc/call';
import { stateOf, type Answering, type Papers } from './answering';
import { Autosave } from './autosave.svelte';
import { t } from './messages';
import { papersOf } from './papers';
import { session } from './session.svelte';
import { show } from './toasts.svelte';

const NOTHING: JsonValue = {};

/** The commands a response is filled in with. */
export interface Door {
  token: () => string;
  answer: (request: AnswerItem) => Promise<SectionView>;
  rows: (request: ChangeRows) => Promise<SectionView>;
  mark: (request: MarkSection) => Promise<SectionView>;
  /** The response as it is now. */
  again: (request: OpenResponse) => Promise<SectionView>;
  /** Attachments of a client, where they can be reached. */
  papers?: (client: string) => Papers;
}

/** Sections and screenings, by whoever is signed in. */
export const responses: Door = {
  token: () => session.token,
  answer: (request) => call('answer_item', request),
  rows: (request) => call('change_rows', request),
  mark: (request) => call('mark_section', request),
  again: (request) => call('open_response', request),
  papers: papersOf
};

export class FormDraft implements Answering {
  view = $state.raw() as SectionView;
  /** Whether missing answers may be pointed out: after the section was left or finished. */
  revealed = $state(false);
  readonly queue: Autosave<SectionView>;
  readonly papers: Papers | undefined;
  #client: string;
  #changed: () => void;
  #door: Door;

  /** `changed` hears of every reply that was saved. */
  constructor(
    client: string,
    view: SectionView,
    changed: () => void = () => {},
    door: Door = responses
  ) {
    this.#client = client;
    this.#changed = changed;
    this.#door = door;
    this.papers = door.papers?.(client);
    this.view = view;
    this.queue = new Autosave<SectionView>({
      send: (rev, { path, value }) => this.#door.answer({ ...this.#at(rev), path, value }),
      reload: () => this.#reload(),
      took: (reply) => this.#took(reply)
    });
    this.queue.adopt(view);
    this.revealed = view.issues.some((issue) => issue.level === 'invalid');
  }

  pending(path: string): JsonValue | undefined {
    const shown = this.queue.shown(path, NOTHING);
    return shown === NOTHING ? undefined : shown;
  }

  focus(path: string): void {
    this.queue.focus(path);
  }

  type(path: string, value: JsonValue): void {
    this.queue.typed(path, value);
  }

  choose(path: string, value: JsonValue): void {
    const item = itemAt(this.view.items, path);
    const before = this.pending(path) ?? item?.value ?? null;
    this.queue.chosen(path, value);
    if (!item || !stateOf(value) || before === null || before === '' || stateOf(before)) return;
    show(t('form.replaced', { label: item.label }), {
      undo: () => this.queue.chosen(path, before)
    });
  }

  leave(path: string): void {
    this.queue.leave(path);
  }

  problem(path: string): string {
    if (!this.revealed) return '';
    const issue = this.blocking.find((one) => one.path === path);
    return issue?.message ?? '';
  }

  /** The first choice of a row says what the row is about. */
  beside(path: string): string {
    const [group, row] = path.split('/');
    const rows = group && row ? itemAt(this.view.items, group)?.rows : undefined;
    const items = rows?.find((one) => one.id === row)?.items;
    return items?.find((item) => item.kind === 'choice' && item.shown !== '')?.shown ?? '';
  }

  /** What keeps the section from being finished. */
  get blocking() {
    return this.view.issues.filter((issue) => issue.level !== 'recommended');
  }

  /** Says how far the section is; false when that could not be saved. */
  async mark(status: SectionStatus): Promise<boolean> {
    return (await this.queue.run((rev) => this.#mark(rev, status, null))) !== null;
  }

  /** Says who gives the answers. */
  async gives(source: SectionSource): Promise<void> {
    await this.queue.run((rev) => this.#mark(rev, null, source));
  }

  async addRow(path: string): Promise<string | null> {
    const before = new Set(this.#rows(path).map((row) => row.id));
    const reply = await this.queue.run((rev) => this.#change(rev, path, null, null));
    if (!reply) return null;
    return this.#rows(path).find((row) => !before.has(row.id))?.id ?? null;
  }

  removeRow(path: string, row: string): void {
    const index = this.#rows(path).findIndex((one) => one.id === row);
    const gone = this.#rows(path)[index];
    if (!gone) return;
    const kept = this.#asAnswer(gone);
    void this.queue
      .run((rev) => this.#change(rev, path, row, null))
      .then((reply) => {
        if (!reply) return;
        const label = itemAt(this.view.items, path)?.label ?? '';
        show(t('form.rowRemoved', { label, number: index + 1 }), {
          undo: () => this.#putBack(path, index, kept)
        });
      });
  }

  moveRow(path: string, row: string, after: string): void {
    void this.queue.run((rev) => this.#change(rev, path, row, after));
  }

  /** The screen goes away: what is unsent is still sent. */
  close(): Promise<void> {
    return this.queue.close();
  }

  /** One answer for the whole group, so that the row comes back complete or not at all. */
  #putBack(path: string, index: number, row: JsonValue): void {
    const rows = this.#rows(path).map((one) => this.#asAnswer(one));
    rows.splice(index, 0, row);
    this.queue.chosen(path, rows);
  }

  #asAnswer(row: RowView): JsonValue {
    const answer: { [id: string]: JsonValue } = { id: row.id };
    for (const item of row.items) {
      const kept = item.kind === 'computed' ? null : this.#kept(item);
      if (kept !== null) answer[item.id] = kept;
    }
    return answer;
  }

  #kept(item: ItemView): JsonValue {
    return this.pending(item.path) ?? (item.state ? { state: item.state } : item.value);
  }

  #rows(path: string) {
    return itemAt(this.view.items, path)?.rows ?? [];
  }

  #at(rev: number) {
    const { form, record } = this.view;
    return { token: this.#door.token(), client: this.#client, form, record, rev };
  }

  #change(rev: number, path: string, row: string | null, after: string | null) {
    return this.#door.rows({ ...this.#at(rev), path, row, after });
  }

  #mark(rev: number, status: SectionStatus | null, source: SectionSource | null) {
    return this.#door.mark({ ...this.#at(rev), status, source });
  }

  #reload(): Promise<SectionView> {
    const { record } = this.view;
    return this.#door.again({ token: this.#door.token(), client: this.#client, record });
  }

  #took(reply: SectionView): void {
    const first = reply === this.view;
    this.view = reply;
    if (!first) this.#changed();
  }
}

/** The question at a path, inside rows as well. */
export function itemAt(items: ItemView[], path: string): ItemView | undefined {
  for (const item of items) {
    if (item.path === path) return item;
    if (!path.startsWith(`${item.path}/`)) continue;
    for (const row of item.rows) {
      const found = itemAt(row.items, path);
      if (found) return found;
    }
  }
  return undefined;
}
