/** The plan on screen and its way to the core. It knows no rule of planning. */
import type { PlanEditing } from '../../components/plan/editing';
import { titleOf } from '../../components/plan/places';
import type { Edit, JsonValue, PlanPage } from '../../ipc/bindings';
import { asRefused, call, Refused } from '../../ipc/call';
import type { Keeping } from '../../lib/autosave.svelte';
import { EntryDraft, listed, type Gone } from '../../lib/entry-draft.svelte';
import type { Taken } from '../../lib/list-edits';
import { t } from '../../lib/messages';
import { session } from '../../lib/session.svelte';
import { show } from '../../lib/toasts.svelte';
import { bringBack, duplicated, withLinks } from './edits';

export class PlanDraft extends EntryDraft<PlanPage> implements PlanEditing {
  /** What could not be read as a number or a date, by path. */
  readonly #unread = $derived(
    new Map(
      this.page.findings
        .filter(({ rule }) => rule.endsWith('-readable'))
        .map(({ path, message }) => [path, message])
    )
  );

  duplicate(path: string): void {
    void this.put(() => listed(duplicated(this.standing(), path)));
  }

  insert(list: string, value: object): void {
    void this.put(() => [{ op: 'add', list, after: null, value: value as JsonValue }]);
  }

  /** Shows a page that came another way: sealed, signed, amended, or another version. */
  take(page: PlanPage): void {
    this.queue.adopt(page);
  }

  /** Everything typed is saved; where it is not, this is refused as the save was. */
  async flushed(): Promise<void> {
    if (await this.queue.flush()) return;
    const { trouble, detail } = this.queue;
    throw new Refused(trouble ?? 'internal', '', 0, detail);
  }

  /**
   * Lets the core change the plan by what it knows: an offer taken, a text of the library. Where
   * there is nothing of the kind, or no place for it, `gone` says so: all that was typed is saved.
   */
  async asking(ask: (rev: number) => Promise<PlanPage>, gone: string): Promise<void> {
    const reply = await this.queue.run(async (rev) => {
      try {
        return await ask(rev);
      } catch (thrown) {
        if (asRefused(thrown).code !== 'no-such-record') throw thrown;
        show(gone, { tone: 'trouble' });
        return { ...(await this.ask()), added: null };
      }
    });
    if (reply?.added) this.cursorTo(reply.added);
  }

  protected ask(): Promise<PlanPage> {
    return call('open_plan', { token: session.token, client: this.client });
  }

  protected send(rev: number, edits: Edit[]): Promise<PlanPage> {
    const { record } = this.page;
    return call('edit_plan', { token: session.token, client: this.client, record, rev, edits });
  }

  protected override keeping(): Keeping<PlanPage> {
    const { token } = session;
    return {
      save: (rev, { path, value }) => {
        const { record } = this.page;
        const edits: Edit[] = [{ op: 'set', path, value }];
        return call('keep_plan', { token, client: this.client, record, rev, edits });
      },
      look: () => this.ask()
    };
  }

  protected said(path: string): string {
    return this.#unread.get(path) ?? '';
  }

  protected goneWith(entry: Taken): Gone {
    const gone = withLinks(this.standing(), entry);
    const title = titleOf(this.page.plan, `${entry.list}/${entry.id}`);
    return {
      entry,
      back: () => bringBack(this.page.plan, gone),
      said: t('plan.act.removed', { entry: title })
    };
  }
}
