/** One try at getting in: whether it is under way, and why the last one was refused. */
import type { Code } from '../../ipc/bindings';
import { asRefused } from '../../ipc/call';
import { Countdown } from '../../lib/countdown.svelte';

export class Attempt {
  busy = $state(false);
  refused = $state<Code | null>(null);
  /** What is wrong, where the code alone does not say it. */
  detail = $state('');
  /** How long the next try has to wait. */
  readonly wait = new Countdown();

  /** Asks once at a time; nothing comes back when it is refused, or while one is under way. */
  async at<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (this.busy || this.wait.left > 0) return undefined;
    this.busy = true;
    this.refused = null;
    try {
      return await ask();
    } catch (thrown) {
      const { code, wait, detail } = asRefused(thrown);
      this.refused = code;
      this.detail = detail;
      this.wait.begin(wait);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** Somebody else tries, or another way is taken. */
  forget = (): void => {
    this.refused = null;
    this.wait.clear();
  };
}
