/** A record on screen: loading it for a client, and letting it go without losing a word. */
import type { Code } from '../ipc/bindings';
import { asRefused } from '../ipc/call';
import type { Autosave, Reply } from './autosave.svelte';

/** A record was loaded afresh because it had changed elsewhere. */
export interface StaleNote {
  /** Texts whose place is gone. */
  lost: string[];
}

/** A record being edited. */
export interface Draft<P extends Reply> {
  readonly queue: Autosave<P>;
}

export class OpenedDraft<P extends Reply, D extends Draft<P>> {
  draft = $state.raw<D | null>(null);
  /** Why it could not be opened. */
  trouble = $state<Code | null>(null);
  #wanted = '';

  constructor(
    private readonly load: (client: string) => Promise<P>,
    private readonly make: (client: string, page: P) => D
  ) {}

  async open(client: string): Promise<void> {
    this.#wanted = client;
    this.trouble = null;
    try {
      const page = await this.load(client);
      if (this.#wanted === client) this.draft = this.make(client, page);
    } catch (thrown) {
      this.trouble = asRefused(thrown).code;
    }
  }

  /** Lets the record go; what is unsent is still sent. */
  close(): Promise<void> {
    const { draft } = this;
    this.#wanted = '';
    this.draft = null;
    return draft ? draft.queue.close() : Promise.resolve();
  }
}
