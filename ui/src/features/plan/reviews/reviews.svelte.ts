/** Reviews and summaries on screen and their way to the core. They know no rule of either. */
import type { Code, JsonValue, ReviewsPage } from '../../../ipc/bindings';
import { asRefused, call } from '../../../ipc/call';
import { Autosave, type Reply } from '../../../lib/autosave.svelte';
import { at } from '../../../lib/paths';
import { session } from '../../../lib/session.svelte';

/** The parts of a summary, in the order of the page. */
export const PARTS = [
  'on',
  'reason',
  'next_care',
  'began_with',
  'course',
  'outcomes',
  'scores',
  'attendance',
  'medicines',
  'risk_and_safety',
  'aftercare',
  'follow_up',
  'recommendations',
  'client_view'
] as const;

interface Kept extends Reply {
  page: ReviewsPage;
}

/** One text of a record that is being written. */
export interface Texts {
  readonly queue: Autosave<Kept>;
  shown(path: string): string;
  typed(path: string, value: JsonValue): void;
  chosen(path: string, value: JsonValue): void;
}

export class Reviews {
  page = $state.raw<ReviewsPage | null>(null);
  trouble = $state<Code | null>(null);
  review = $state.raw<Texts | null>(null);
  summary = $state.raw<Texts | null>(null);
  #reviewOf = '';
  #summaryOf = '';

  constructor(private readonly client: string) {}

  load(): Promise<boolean> {
    return this.take(() => call('open_reviews', { token: session.token, client: this.client }));
  }

  async take(ask: () => Promise<ReviewsPage>): Promise<boolean> {
    this.trouble = null;
    try {
      await this.flush();
      this.show(await ask());
      return true;
    } catch (thrown) {
      this.trouble = asRefused(thrown).code;
      return false;
    }
  }

  /** Shows a page; a record that was begun or finished is taken up or let go. */
  show = (page: ReviewsPage): void => {
    this.page = page;
    const [review, summary] = [page.draft?.record ?? '', page.summary?.record ?? ''];
    if (review !== this.#reviewOf) {
      this.#reviewOf = review;
      this.review = review === '' ? null : this.#texts('edit_review', 'review', review);
    }
    if (summary !== this.#summaryOf) {
      this.#summaryOf = summary;
      this.summary = summary === '' ? null : this.#texts('edit_summary', 'summary', summary);
    }
    if (page.draft) this.review?.queue.adopt(kept(page, page.draft));
    if (page.summary) this.summary?.queue.adopt(kept(page, page.summary));
  };

  /** Sends everything unsent; true when all of it was saved. */
  async flush(): Promise<boolean> {
    const queues = [this.review?.queue, this.summary?.queue];
    const saved = await Promise.all(queues.map((queue) => queue?.flush() ?? true));
    return saved.every(Boolean);
  }

  async close(): Promise<void> {
    await Promise.all([this.review?.queue.close(), this.summary?.queue.close()]);
  }

  #texts(
    command: 'edit_review' | 'edit_summary',
    part: 'review' | 'summary',
    record: string
  ): Texts {
    const { client } = this;
    const draft = (page: ReviewsPage) => (part === 'review' ? page.draft : page.summary);
    const said = (page: ReviewsPage | null) =>
      part === 'review' ? page?.draft?.review : page?.summary?.summary;
    const reply = (page: ReviewsPage) => kept(page, draft(page) ?? { rev: 0, saved_at: null });
    const queue: Autosave<Kept> = new Autosave<Kept>({
      send: async (rev, { path, value }) =>
        reply(
          await call(command, {
            token: session.token,
            client,
            record,
            rev,
            edits: [{ op: 'set', path, value }]
          })
        ),
      reload: async () => reply(await call('open_reviews', { token: session.token, client })),
      took: ({ page }) => (this.page = page)
    });
    const text = (path: string): string => {
      const saved = at(said(this.page) ?? {}, path) ?? '';
      const shown = queue.shown(path, saved);
      return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
    };
    return {
      queue,
      shown: text,
      typed: (path, value) => queue.typed(path, value),
      chosen: (path, value) => queue.chosen(path, value)
    };
  }
}

function kept(page: ReviewsPage, { rev, saved_at }: Reply): Kept {
  return { page, rev, saved_at };
}
