/** The safety plan on screen and its way to the core. It knows nothing of what a plan must hold. */
import type { Edit, JsonValue, SafetyPage } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { EntryDraft, type Gone } from '../../lib/entry-draft.svelte';
import { putBack, type Taken } from '../../lib/list-edits';
import { t } from '../../lib/messages';
import { idsIn } from '../../lib/paths';
import { session } from '../../lib/session.svelte';

export class SafetyDraft extends EntryDraft<SafetyPage> {
  protected ask(): Promise<SafetyPage> {
    return call('open_safety_plan', { token: session.token, client: this.client });
  }

  protected send(rev: number, edits: Edit[]): Promise<SafetyPage> {
    const { record } = this.page;
    const { client } = this;
    return call('edit_safety_plan', { token: session.token, client, record, rev, edits });
  }

  protected said(path: string, saved: JsonValue): string {
    if (saved === '') return '';
    return this.page.lacks.find((lack) => lack.path === path)?.message ?? '';
  }

  protected goneWith(entry: Taken): Gone {
    const line = this.#lineOf(entry);
    const back = () => putBack(this.page.plan, entry);
    return { entry, back, said: t('safety.removed', { line }) };
  }

  /** "Warning signs, line 2" of a line. */
  #lineOf({ list, id }: Taken): string {
    const part = this.page.parts.find((one) => one.path === list)?.heading ?? '';
    return t('safety.lineOf', { part, n: idsIn(this.page.plan, list).indexOf(id) + 1 });
  }
}
