/** A record as a PDF: everything typed is saved first; where it goes is asked by the core. */
import type { Code, Exported } from '../ipc/bindings';
import { asRefused } from '../ipc/call';
import type { Autosave, Reply } from './autosave.svelte';

export type ExportOutcome =
  { kind: 'done'; written: Exported } | { kind: 'unsaved' } | { kind: 'failed'; code: Code };

/** For whom a copy is, and what for. */
export interface Addressed {
  recipient: string;
  purpose: string;
}

export class Export {
  busy = $state(false);
  /** Null before the first export, and when the person changed their mind. */
  result = $state.raw<ExportOutcome | null>(null);

  /** `write` gives nothing when the person changed their mind. */
  constructor(private readonly write: (to: Addressed) => Promise<Exported | null>) {}

  async run<R extends Reply>(queue: Autosave<R>, to: Addressed): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.result = null;
    try {
      this.result = await this.#outcome(queue, to);
    } catch (thrown) {
      this.result = { kind: 'failed', code: asRefused(thrown).code };
    } finally {
      this.busy = false;
    }
  }

  async #outcome<R extends Reply>(
    queue: Autosave<R>,
    to: Addressed
  ): Promise<ExportOutcome | null> {
    if (!(await queue.flush())) return { kind: 'unsaved' };
    const written = await this.write(to);
    return written && { kind: 'done', written };
  }
}
