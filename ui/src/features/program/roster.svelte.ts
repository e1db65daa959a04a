/** A roster on screen and its way to the core. It knows no rule of attendance. */
import type { Code, Exported, RosterRow, RosterView } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { session } from '../../lib/session.svelte';
import type { Ticked } from '../../lib/ticked';

const NOTHING: Ticked = { attendance: null, minutes: null, reason: null };

export class Roster {
  view = $state.raw<RosterView | null>(null);
  trouble = $state<Code | null>(null);
  written = $state.raw<Exported | null>(null);
  busy = $state(false);
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly group: string,
    private readonly meeting: string
  ) {}

  /** Goes to a day: stored or as it was typed; the next one when nothing is said. */
  open(date: string): Promise<boolean> {
    return this.#ask((at) => call('open_roster', { ...at, date }));
  }

  tick(client: string, ticked: Ticked): Promise<boolean> {
    const { group, meeting } = this;
    const date = this.view?.date ?? '';
    const { token } = session;
    return this.#ask(() =>
      call('tick_attendance', { token, client, group, session: meeting, date, ...ticked })
    );
  }

  /** Ticks everybody as there of whom nothing is said yet; gives back who they were. */
  async tickRest(): Promise<RosterRow[]> {
    const rest = this.view?.rows.filter((row) => row.attendance === null) ?? [];
    const done: RosterRow[] = [];
    for (const row of rest) {
      if (!(await this.tick(row.client, { ...NOTHING, attendance: 'came' }))) break;
      done.push(row);
    }
    return done;
  }

  /** Takes ticks back. */
  async untick(rows: RosterRow[]): Promise<void> {
    for (const row of rows) await this.tick(row.client, NOTHING);
  }

  async print(): Promise<void> {
    const { group, meeting } = this;
    const date = this.view?.date ?? '';
    this.busy = true;
    this.trouble = null;
    try {
      this.written = await call('export_roster', { token: session.token, group, meeting, date });
    } catch (thrown) {
      this.trouble = asRefused(thrown).code;
    } finally {
      this.busy = false;
    }
  }

  /** One question after another, so that no tick is lost to the one before. */
  #ask(
    ask: (at: { token: string; group: string; meeting: string }) => Promise<RosterView>
  ): Promise<boolean> {
    const { group, meeting } = this;
    const asked = this.#last.then(async () => {
      try {
        this.view = await ask({ token: session.token, group, meeting });
        this.trouble = null;
        return true;
      } catch (thrown) {
        this.trouble = asRefused(thrown).code;
        return false;
      }
    });
    this.#last = asked;
    return asked;
  }
}
