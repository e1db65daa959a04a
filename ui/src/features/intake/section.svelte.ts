/** The section that is open. Opens, finishes and closes it; what is on screen is not its matter. */
import type { Code, SectionStatus } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { FormDraft } from '../../lib/form-draft.svelte';
import { session } from '../../lib/session.svelte';

export class OpenedSection {
  draft = $state.raw<FormDraft | null>(null);
  /** Why the section could not be opened. */
  trouble = $state<Code | null>(null);
  /** How often finishing was tried in vain; the summary takes the focus each time. */
  round = $state(0);
  #saved: () => void;
  #opening = 0;

  constructor(saved: () => void) {
    this.#saved = saved;
  }

  async open(client: string, form: string): Promise<void> {
    const turn = ++this.#opening;
    this.trouble = null;
    this.round = 0;
    try {
      const view = await call('open_section', { token: session.token, client, form });
      if (turn === this.#opening) this.draft = new FormDraft(client, view, () => this.#saved());
    } catch (thrown) {
      if (turn === this.#opening) this.trouble = asRefused(thrown).code;
    }
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
