/** The screening that is open, if one is. */
import type { Code, SectionView } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { FormDraft } from '../../lib/form-draft.svelte';
import { session } from '../../lib/session.svelte';

export class OpenedScreening {
  draft = $state.raw<FormDraft | null>(null);
  /** Why it could not be opened. */
  trouble = $state<Code | null>(null);
  #saved: () => void;
  #opening = 0;

  constructor(saved: () => void) {
    this.#saved = saved;
  }

  /** Starts a screening; nothing is kept before the first answer. */
  start(client: string, form: string): Promise<void> {
    return this.#take(client, () =>
      call('start_screening', { token: session.token, client, form })
    );
  }

  /** Opens one that was given. */
  open(client: string, record: string): Promise<void> {
    return this.#take(client, () =>
      call('open_response', { token: session.token, client, record })
    );
  }

  /** Back to the list; what is unsent is still sent. */
  close(): void {
    this.#opening++;
    void this.draft?.close();
    this.draft = null;
  }

  async #take(client: string, load: () => Promise<SectionView>): Promise<void> {
    this.close();
    const turn = this.#opening;
    this.trouble = null;
    try {
      const view = await load();
      if (turn === this.#opening) this.draft = new FormDraft(client, view, () => this.#saved());
    } catch (thrown) {
      if (turn === this.#opening) this.trouble = asRefused(thrown).code;
    }
  }
}
