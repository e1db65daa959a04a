/** The plan on screen and its way to the core. It knows no rule of planning. */
import type { PlanEditing } from '../../components/plan/editing';
import { titleOf } from '../../components/plan/places';
import type { Edit, PlanPage } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { EntryDraft, listed, type Gone } from '../../lib/entry-draft.svelte';
import type { Taken } from '../../lib/list-edits';
import { t } from '../../lib/messages';
import { session } from '../../lib/session.svelte';
import { bringBack, duplicated, withLinks } from './edits';

export class PlanDraft extends EntryDraft<PlanPage> implements PlanEditing {
  duplicate(path: string): void {
    void this.put(() => listed(duplicated(this.standing(), path)));
  }

  protected ask(): Promise<PlanPage> {
    return call('open_plan', { token: session.token, client: this.client });
  }

  protected send(rev: number, edits: Edit[]): Promise<PlanPage> {
    const { record } = this.page;
    return call('edit_plan', { token: session.token, client: this.client, record, rev, edits });
  }

  protected said(path: string): string {
    const kept = this.page.findings.find(
      (finding) => finding.path === path && finding.rule.endsWith('-readable')
    );
    return kept?.message ?? '';
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
