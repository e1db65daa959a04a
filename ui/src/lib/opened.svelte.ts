/** What a page shows, asked of the core: how it stands, whether it changes, why it was refused. */
import type { Code } from '../ipc/bindings';
import { asRefused } from '../ipc/call';

export class Opened<T> {
  /** Null until the core has answered once. */
  view = $state.raw<T | null>(null);
  trouble = $state<Code | null>(null);
  /** What is wrong, where the code alone does not say it. */
  detail = $state('');
  busy = $state(false);

  /** Shows what the core replies, one question at a time; null leaves all as it is. */
  async take(ask: () => Promise<T | null>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = null;
    this.detail = '';
    try {
      const view = await ask();
      if (view) this.view = view;
      return view !== null;
    } catch (thrown) {
      ({ code: this.trouble, detail: this.detail } = asRefused(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }
}
