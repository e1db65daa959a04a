/** A person's week on screen and its way to the core. It knows no rule of attendance. */
import type { Code, RecentSession, WeekView } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { session } from '../../lib/session.svelte';
import type { Ticked } from '../../lib/ticked';

export class Week {
  view = $state.raw<WeekView | null>(null);
  trouble = $state<Code | null>(null);
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: string) {}

  open(): Promise<void> {
    const { client } = this;
    return this.#ask(() => call('open_week', { token: session.token, client }));
  }

  tick({ group, session: held, date }: RecentSession, ticked: Ticked): Promise<void> {
    const { token } = session;
    const { client } = this;
    return this.#ask(() =>
      call('tick_session', { token, client, group, session: held, date, ...ticked })
    );
  }

  /** One question after another, so that no tick is lost to the one before. */
  #ask(ask: () => Promise<WeekView>): Promise<void> {
    const asked = this.#last.then(async () => {
      try {
        this.view = await ask();
        this.trouble = null;
      } catch (thrown) {
        this.trouble = asRefused(thrown).code;
      }
    });
    this.#last = asked;
    return asked;
  }
}
