/** The suitability record on screen and its way to the core. It asks and shows; it holds no rule. */
import type {
  Evaluation,
  JsonValue,
  LevelOfCareResult,
  LevelView,
  SuitabilityPage
} from '../../ipc/bindings';
import { asRefused, call } from '../../ipc/call';
import { Autosave } from '../../lib/autosave.svelte';
import { detailed, sentence } from '../../lib/errors';
import type { StaleNote } from '../../lib/opened-draft.svelte';
import { session } from '../../lib/session.svelte';

/** Nothing waits at a place. */
const NOTHING: JsonValue = {};

export class SuitabilityDraft {
  page = $state.raw() as SuitabilityPage;
  stale = $state<StaleNote | null>(null);
  readonly queue: Autosave<SuitabilityPage>;

  constructor(
    private readonly client: string,
    page: SuitabilityPage
  ) {
    this.page = page;
    this.queue = new Autosave<SuitabilityPage>({
      send: (rev, { path, value }) => this.#set(rev, path, value),
      reload: () => this.#reload(),
      took: (reply) => (this.page = reply)
    });
    this.queue.adopt(page);
  }

  /** What was answered at a path and is not confirmed yet, else what is saved. */
  shown(path: string, saved: JsonValue): JsonValue {
    const waiting = this.queue.shown(path, NOTHING);
    return waiting === NOTHING ? saved : waiting;
  }

  /** A choice was made; null takes it back. */
  choose(path: string, value: JsonValue): void {
    this.queue.chosen(path, value);
  }

  /** Records an evaluation behind a gate; says why not, or nothing when it is recorded. */
  evaluate(path: string, evaluated: Evaluation): Promise<string> {
    return this.#tell((rev) => this.#set(rev, path, { evaluated: { ...evaluated } }));
  }

  /** Makes the draft the decision of whoever is signed in. */
  decide(): Promise<string> {
    return this.#tell((rev) => call('decide_suitability', this.#at(rev)));
  }

  /** Records a result from elsewhere, or corrects one. */
  record(result: LevelOfCareResult, corrected: LevelView | null): Promise<string> {
    const { token } = session;
    const { record, rev } = corrected ?? { record: null, rev: 0 };
    const request = { token, client: this.client, record, rev, ...result };
    return this.#tell(() => call('record_level_of_care', request));
  }

  /**
   * Does something other than saving an answer, in its turn. What the core does not accept is told
   * where it was asked for, and leaves nothing unsaved.
   */
  async #tell(act: (rev: number) => Promise<SuitabilityPage>): Promise<string> {
    let why = '';
    const done = await this.queue.run(async (rev) => {
      try {
        return await act(rev);
      } catch (thrown) {
        const { code, detail } = asRefused(thrown);
        if (code !== 'bad-value' && code !== 'too-long') throw thrown;
        why = detailed(detail) || sentence(code);
        return this.page;
      }
    });
    if (done) return why;
    return sentence(this.queue.trouble ?? 'internal');
  }

  #set(rev: number, path: string, value: JsonValue): Promise<SuitabilityPage> {
    return call('edit_suitability', { ...this.#at(rev), path, value });
  }

  #at(rev: number) {
    return { token: session.token, client: this.client, record: this.page.record, rev };
  }

  async #reload(): Promise<SuitabilityPage> {
    const page = await call('open_suitability', { token: session.token, client: this.client });
    this.stale = { lost: [] };
    return page;
  }
}
