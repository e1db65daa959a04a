/** A group of the catalog while it is edited, and its way to the core. It knows no rule. */
import type { Edit, GroupRow, JsonValue, Lack, Offering, ProgramView } from '../../ipc/bindings';
import { call, Refused } from '../../ipc/call';
import { EntryDraft, type Cursor, type Gone } from '../../lib/entry-draft.svelte';
import { at } from '../../lib/paths';
import { putBack, type Taken } from '../../lib/list-edits';
import { t } from '../../lib/messages';
import { session } from '../../lib/session.svelte';
import { shownTime } from '../../components/timetable/layout';

/** A group as it is edited by path and value. */
export interface GroupPage {
  /** What is edited; its paths are those of the core. */
  plan: Offering;
  rev: number;
  saved_at: string | null;
  added: string | null;
  lacks: Lack[];
}

/** The group as the catalog shows it; refused when it is not there any more. */
export function pageOf(row: GroupRow | undefined, added: string | null = null): GroupPage {
  if (!row?.offering) throw new Refused('no-such-record', '');
  const { rev, saved_at, lacks, offering } = row;
  return { plan: offering, rev, saved_at, added, lacks };
}

export class GroupDraft extends EntryDraft<GroupPage> {
  constructor(
    group: string,
    page: GroupPage,
    cursor: Cursor,
    private readonly took: (view: ProgramView) => void
  ) {
    super(group, page, cursor);
  }

  protected async ask(): Promise<GroupPage> {
    return this.#shown(await call('open_program', { token: session.token }));
  }

  protected async send(rev: number, edits: Edit[]): Promise<GroupPage> {
    const { token } = session;
    const group = this.client;
    return this.#shown(await call('edit_offering', { token, group, rev, edits }));
  }

  protected said(path: string, saved: JsonValue): string {
    if (saved === '' || saved === null) return '';
    return this.page.lacks.find((lack) => lack.path === path)?.message ?? '';
  }

  protected goneWith(entry: Taken): Gone {
    const start = at(this.page.plan, `${entry.list}/${entry.id}/start`);
    const day = at(this.page.plan, `${entry.list}/${entry.id}/day`);
    const when = [
      typeof day === 'string' ? t(`plan.week.day.${day as 'mon'}`) : '',
      typeof start === 'string' ? shownTime(start) : ''
    ].filter(Boolean);
    const said = t('program.meetingRemoved', { when: when.join(' ') || t('plan.week.noTime') });
    return { entry, back: () => putBack(this.page.plan, entry), said };
  }

  #shown(view: ProgramView): GroupPage {
    const page = pageOf(
      view.groups.find((one) => one.group === this.client),
      view.entry
    );
    this.took(view);
    return page;
  }
}
