/**
 * A form in a client's hands: the question that is shown, and its own commands. They are the only
 * ones that are asked here.
 */
import type { ItemView, JsonValue, SelfEntryView } from '../../ipc/bindings';
import { call, Refused } from '../../ipc/call';
import type { Answering } from '../../lib/answering';
import { FormDraft } from '../../lib/form-draft.svelte';

/** The one alert a client's window gets: that a clinician is needed, and not why. */
const CLINICIAN_NEEDED = 'clinician_needed';

export class Entry {
  readonly draft: FormDraft;
  /** The question that is shown. */
  path = $state('');
  /** Finishing was tried before everything was answered. */
  tried = $state(false);
  readonly items = $derived.by(() => this.draft.view.items.filter((item) => item.visible));
  readonly at = $derived.by(() => {
    const at = this.items.findIndex((item) => item.path === this.path);
    return Math.max(0, at);
  });
  readonly item = $derived.by((): ItemView | undefined => this.items[this.at]);
  readonly done = $derived.by(() => this.draft.view.status === 'done');
  readonly needed = $derived.by(() =>
    this.draft.view.alerts.some((one) => one.id === CLINICIAN_NEEDED)
  );
  /** Numbers of the questions that still need an answer. */
  readonly missing = $derived.by(() =>
    this.draft.blocking
      .map((issue) => this.items.findIndex((item) => item.path === issue.path))
      .filter((index) => index >= 0)
  );

  constructor({ client, token, section }: SelfEntryView) {
    this.draft = new FormDraft(client, section, () => {}, {
      token: () => token,
      answer: (request) => call('answer_self_entry', request),
      mark: (request) => call('finish_self_entry', request),
      rows: () => Promise.reject(new Refused('bad-request', '')),
      again: async () => {
        const { self_entry } = await call('app_state', {});
        if (!self_entry) throw new Refused('locked', '');
        return self_entry.section;
      }
    });
    this.path = section.last_field ?? '';
  }

  /** How the fields answer: as elsewhere, but that nothing is said at the edge of the window. */
  readonly answering: Answering = {
    pending: (path) => this.draft.pending(path),
    focus: (path) => this.draft.focus(path),
    type: (path, value) => this.draft.type(path, value),
    choose: (path: string, value: JsonValue) => this.draft.queue.chosen(path, value),
    leave: (path) => this.draft.leave(path),
    addRow: async () => null,
    removeRow: () => {},
    moveRow: () => {},
    problem: () => ''
  };

  turn(to: number): void {
    this.path = this.items[to]?.path ?? this.path;
  }

  async finish(): Promise<void> {
    if (!(await this.draft.queue.flush())) return;
    if (this.missing.length > 0) this.tried = true;
    else await this.draft.mark('done');
  }
}
