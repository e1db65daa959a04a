/** The episode that is open: its form, filled in through its own commands, and those before it. */
import type { Code, EpisodePage } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { FormDraft, type Door } from '../../lib/form-draft.svelte';
import { session } from '../../lib/session.svelte';

export class OpenedEpisode {
  draft = $state.raw<FormDraft | null>(null);
  page = $state.raw<EpisodePage | null>(null);
  trouble = $state<Code | null>(null);
  #client = '';
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async open(client: string): Promise<void> {
    this.close();
    this.#client = client;
    this.trouble = null;
    try {
      const page = await call('open_episode', { token: session.token, client });
      if (client !== this.#client) return;
      this.page = page;
      this.draft = new FormDraft(client, page.section, () => this.#changed(), this.#door());
    } catch (thrown) {
      if (client === this.#client) this.trouble = asRefused(thrown).code;
    }
  }

  close(): void {
    this.#client = '';
    void this.draft?.close();
    this.draft = null;
  }

  #door(): Door {
    const taken = (page: EpisodePage) => {
      this.page = page;
      return page.section;
    };
    const again = () =>
      call('open_episode', { token: session.token, client: this.#client }).then(taken);
    return {
      token: () => session.token,
      answer: (request) => call('answer_episode', request).then(taken),
      rows: (request) => call('change_episode_rows', request).then(taken),
      // An episode is never marked: its status is one of its questions.
      mark: again,
      again
    };
  }
}
