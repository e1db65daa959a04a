/** One try at getting in: whether it is under way, and why the last one was refused. */
import type { Code } from '../../ipc/bindings';
import { asRefused } from '../../ipc/call';

export class Attempt {
  busy = $state(false);
  refused = $state<Code | null>(null);

  /** Asks once at a time; nothing comes back when it is refused, or while one is under way. */
  async at<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.refused = null;
    try {
      return await ask();
    } catch (thrown) {
      this.refused = asRefused(thrown).code;
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
