/** The plan as a PDF: everything typed is saved first; where it goes is asked by the core. */
import type { Code, Exported } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import type { Autosave, Reply } from '../../lib/autosave.svelte';
import { session } from '../../lib/session.svelte';

export type ExportOutcome =
  { kind: 'done'; written: Exported } | { kind: 'unsaved' } | { kind: 'failed'; code: Code };

/** For whom a copy is, and what for. */
export interface Addressed {
  recipient: string;
  purpose: string;
}

export class PlanExport {
  busy = $state(false);
  /** Null before the first export, and when the person changed their mind. */
  result = $state.raw<ExportOutcome | null>(null);

  async run<R extends Reply>(client: string, queue: Autosave<R>, to: Addressed): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.result = null;
    try {
      this.result = await this.#outcome(client, queue, to);
    } catch (thrown) {
      this.result = { kind: 'failed', code: asRefused(thrown).code };
    } finally {
      this.busy = false;
    }
  }

  async #outcome<R extends Reply>(
    client: string,
    queue: Autosave<R>,
    to: Addressed
  ): Promise<ExportOutcome | null> {
    if (!(await queue.flush())) return { kind: 'unsaved' };
    const written = await call('export_plan', { token: session.token, client, ...to });
    return written && { kind: 'done', written };
  }
}
