/** The plan workspace's client: loading the plan, and letting it go without losing a word. */
import type { Code } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { session } from '../../lib/session.svelte';
import { PlanDraft, type Cursor } from './draft.svelte';

export class OpenedPlan {
  draft = $state.raw<PlanDraft | null>(null);
  trouble = $state<Code | null>(null);
  #wanted = '';

  constructor(private readonly cursor: Cursor) {}

  async open(client: string): Promise<void> {
    this.#wanted = client;
    this.trouble = null;
    try {
      const page = await call('open_plan', { token: session.token, client });
      if (this.#wanted === client) this.draft = new PlanDraft(client, page, this.cursor);
    } catch (thrown) {
      this.trouble = asRefused(thrown).code;
    }
  }

  /** Lets the plan go; what is unsent is still sent. */
  close(): Promise<void> {
    const { draft } = this;
    this.#wanted = '';
    this.draft = null;
    return draft ? draft.queue.close() : Promise.resolve();
  }
}
