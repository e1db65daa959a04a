/** A record as a PDF: everything typed is saved first; where it goes is asked by the core. */
import type { Code, ExportAsk, Exported } from '../ipc/bindings';
import { asRefused } from '../ipc/call';

export type ExportOutcome =
  { kind: 'done'; written: Exported } | { kind: 'unsaved' } | { kind: 'failed'; code: Code };

/** What was typed and has to be saved before it is printed. */
interface Typed {
  flush(): Promise<boolean>;
}

/** `To` is for whom, what for, on what basis; null where nobody is asked. */
export class Export<To = ExportAsk> {
  busy = $state(false);
  /** Null before the first export, and when the person changed their mind. */
  result = $state.raw<ExportOutcome | null>(null);

  /** `write` gives nothing when the person changed their mind. */
  constructor(private readonly write: (to: To) => Promise<Exported | null>) {}

  async run(typed: Typed, to: To): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.result = null;
    try {
      this.result = await this.#outcome(typed, to);
    } catch (thrown) {
      this.result = { kind: 'failed', code: asRefused(thrown).code };
    } finally {
      this.busy = false;
    }
  }

  async #outcome(typed: Typed, to: To): Promise<ExportOutcome | null> {
    if (!(await typed.flush())) return { kind: 'unsaved' };
    const written = await this.write(to);
    return written && { kind: 'done', written };
  }
}
