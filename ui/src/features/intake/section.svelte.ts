/** The section that is open. Opens, finishes and closes it; what is on screen is not its matter. */
import type { Code, SectionStatus, SectionView } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { FormDraft } from '../../lib/form-draft.svelte';
import { partsOf, partWith } from '../../lib/parts';
import { session } from '../../lib/session.svelte';

export class OpenedSection {
  draft = $state.raw<FormDraft | null>(null);
  /** Why the section could not be opened. */
  trouble = $state<Code | null>(null);
  /** How often finishing was tried in vain; the summary takes the focus each time. */
  round = $state(0);
  /** The pages of the section: the parts that ask something now. */
  readonly parts = $derived(partsOf(this.draft?.view.items ?? []));
  /** The page that is open. */
  readonly at = $derived.by(() => {
    const at = this.parts.findIndex((part) => part.heading === this.#heading);
    return Math.max(0, at);
  });
  #heading = $state('');
  #saved: () => void;
  #opening = 0;

  constructor(saved: () => void) {
    this.#saved = saved;
  }

  open(client: string, form: string): Promise<void> {
    return this.#take(client, () => call('open_section', { token: session.token, client, form }));
  }

  /** Takes what was said in the episode before over into the section, which is blank. */
  takeEarlier(client: string, form: string): Promise<void> {
    void this.draft?.close();
    return this.#take(client, () => call('take_earlier', { token: session.token, client, form }));
  }

  async #take(client: string, load: () => Promise<SectionView>): Promise<void> {
    const turn = ++this.#opening;
    this.trouble = null;
    this.round = 0;
    try {
      const view = await load();
      if (turn !== this.#opening) return;
      this.draft = new FormDraft(client, view, () => this.#saved());
      this.show(view.status === 'done' ? '' : (view.last_field ?? ''));
    } catch (thrown) {
      if (turn === this.#opening) this.trouble = asRefused(thrown).code;
    }
  }

  /** Turns to the page with a field; to the first one when it is on none. */
  show(path: string): void {
    this.#heading = (partWith(this.parts, path) ?? this.parts[0])?.heading ?? '';
  }

  /** Turns to a page. */
  turn(to: number): void {
    this.#heading = this.parts[to]?.heading ?? '';
  }

  /** The section goes away; what is unsent is still sent. */
  close(): void {
    this.#opening++;
    void this.draft?.close();
    this.draft = null;
  }

  /**
   * Marks the section done; false when something keeps it from that, and then it is said. What was
   * put off or not asked on purpose stays so.
   */
  async finish(): Promise<boolean> {
    const draft = this.draft;
    if (!draft || !(await draft.queue.flush())) return false;
    const { status } = draft.view;
    if (status === 'done' || status === 'not_asked') return true;
    if (draft.blocking.length > 0) {
      if (status === 'ask_later') return true;
      draft.revealed = true;
      this.round++;
      return false;
    }
    return draft.mark('done');
  }

  /** Says how far the section is; false when that could not be saved. */
  async mark(status: SectionStatus): Promise<boolean> {
    const draft = this.draft;
    return draft !== null && (await draft.queue.flush()) && draft.mark(status);
  }
}
