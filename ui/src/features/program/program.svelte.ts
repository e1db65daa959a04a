/** The catalog on screen and its way to the core. It knows no rule of a program. */
import type { Code, ProgramView } from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { session } from '../../lib/session.svelte';

export class Program {
  view = $state.raw<ProgramView | null>(null);
  trouble = $state<Code | null>(null);
  /** The group that is being edited. */
  editing = $state('');

  load(): Promise<void> {
    return this.#ask(() => call('open_program', { token: session.token }));
  }

  start(template: string): Promise<void> {
    return this.#ask(() => call('start_program', { token: session.token, template }));
  }

  /** Adds a group that says nothing yet, and opens it. */
  async add(): Promise<void> {
    const { token } = session;
    await this.#ask(() => call('edit_offering', { token, group: null, rev: 0, edits: [] }));
    this.editing = this.view?.added ?? this.editing;
  }

  /** Shows what an edit of one group replied; groups stay where they are under the cursor. */
  take(view: ProgramView): void {
    const order = this.view?.groups.map((one) => one.group) ?? [];
    const place = (group: string) => {
      const at = order.indexOf(group);
      return at < 0 ? order.length : at;
    };
    const groups = [...view.groups].sort((a, b) => place(a.group) - place(b.group));
    this.view = { ...view, groups };
  }

  /** Ends editing; groups go where they belong. */
  done(): Promise<void> {
    this.editing = '';
    return this.load();
  }

  async #ask(ask: () => Promise<ProgramView>): Promise<void> {
    this.trouble = null;
    try {
      this.view = await ask();
    } catch (thrown) {
      this.trouble = asRefused(thrown).code;
    }
  }
}
