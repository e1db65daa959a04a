/** The library beside a plan: what it offers, and the way of an entry into the plan. */
import type { LibraryAreaRow, LibraryHitRow, LibraryView } from '../../../ipc/bindings';
import { call } from '../../../ipc/call';
import { t } from '../../../lib/messages';
import { at } from '../../../lib/paths';
import { session } from '../../../lib/session.svelte';
import type { PlanDraft } from '../draft.svelte';

export class Library {
  find = $state('');
  /** The area that is open; null while all are looked through. */
  area = $state<LibraryAreaRow | null>(null);
  view = $state.raw<LibraryView | null>(null);
  trouble = $state(false);
  /** Where the cursor was in the plan. */
  under = '';

  constructor(
    private readonly draft: PlanDraft,
    private readonly client: string
  ) {}

  /** What was found, or what the open area holds; without either the areas of the program. */
  get rows(): LibraryHitRow[] {
    const { view } = this;
    if (!view) return [];
    if (this.area || this.find.trim() !== '') return view.hits;
    const shown = view.areas.filter((area) => area.offered || area.fits);
    return shown.map(({ id, name, plain_name }) => ({
      area: id,
      area_name: name,
      part: 'area',
      entry: null,
      text: name,
      client: plain_name
    }));
  }

  /** What is said of an area: whose it is, and why it stands there. */
  told({ area, part }: LibraryHitRow): string[] {
    const known = this.view?.areas.find(({ id }) => id === area);
    if (!known || part !== 'area') return [];
    const told: string[] = [];
    if (known.offered) told.push(t('plan.library.offered'));
    if (known.own) told.push(t('plan.library.own'));
    if (!known.fits) told.push(t('plan.library.unfit'));
    return told;
  }

  /** Opens an area; nothing closes it again. */
  async open(id: string | null): Promise<void> {
    this.area = this.view?.areas.find((area) => area.id === id) ?? null;
    if (this.area) this.find = '';
    await this.seek();
  }

  /** Words close the area: they are sought everywhere. */
  async seek(): Promise<void> {
    const { find, client } = this;
    if (find.trim() !== '') this.area = null;
    const area = this.area?.id ?? '';
    try {
      const found = await call('open_library', { token: session.token, client, area, find });
      const meant = find === this.find && area === (this.area?.id ?? '');
      if (meant) this.view = found;
      this.trouble = false;
    } catch {
      this.trouble = true;
    }
  }

  take({ area, part, entry }: LibraryHitRow): void {
    const { client } = this;
    const { record, plan } = this.draft.page;
    const { token } = session;
    // The entry the cursor was in may have been taken out since.
    const under = at(plan, this.under) === undefined ? '' : this.under;
    void this.draft.asking(
      (rev) =>
        call('insert_from_library', { token, client, record, rev, area, part, entry, under }),
      t('plan.library.noPlace')
    );
  }
}
