/** Long work of the core, watched while it runs. Knows nothing of what it is for. */
import type { WorkView } from '../ipc/bindings';
import { call } from '../ipc/call';

/** How often the core is asked how far it is, in milliseconds. */
const EVERY = 500;

export class Work {
  /** How far it is; null when nothing runs, or before the core has said so. */
  view = $state.raw<WorkView | null>(null);

  /** Does it, and asks meanwhile how far it is. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    let asking = false;
    let over = false;
    const timer = setInterval(async () => {
      if (asking) return;
      asking = true;
      const view = await call('open_work', {}).catch(() => this.view);
      if (!over) this.view = view;
      asking = false;
    }, EVERY);
    try {
      return await act();
    } finally {
      over = true;
      clearInterval(timer);
      this.view = null;
    }
  }
}
