/** The client whose page is open, asked for again after changes. Knows nothing of the screen. */
import type { ClientPage, Code } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { session } from '../../lib/session.svelte';

/** How long changes are gathered before the page is asked for again, in milliseconds. */
const GATHER = 250;

export class OpenedClient {
  page = $state.raw<ClientPage | null>(null);
  /** Why the page could not be opened. */
  trouble = $state<Code | null>(null);
  #client = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Opens a client's page. */
  async open(client: string): Promise<void> {
    this.#client = client;
    if (this.page?.band.client !== client) this.page = null;
    this.trouble = null;
    await this.#load();
  }

  /** Asks for the page again, soon: something of the client was changed. */
  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#load();
    }, GATHER);
  }

  /** Nobody looks at it any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #load(): Promise<void> {
    const client = this.#client;
    try {
      const page = await call('open_client', { token: session.token, client });
      if (client === this.#client) this.page = page;
    } catch (thrown) {
      if (client === this.#client) this.trouble = asRefused(thrown).code;
    }
  }
}
