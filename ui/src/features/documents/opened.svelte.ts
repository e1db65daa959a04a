/** What is attached to a client: the list as the core last said it, and what becomes of an entry. */
import type {
  AttachmentPageView,
  AttachmentRow,
  AttachmentsPage,
  AttachmentType,
  ExportAsk
} from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { t, tn } from '../../lib/messages';
import { Opened } from '../../lib/opened.svelte';
import { session } from '../../lib/session.svelte';
import { show } from '../../lib/toasts.svelte';

/** What is said of an attachment. */
export interface Said {
  kind: AttachmentType;
  date: string;
  note: string;
}

/** "Insurance card, Nov 2, 2026". */
export const nameOf = (row: AttachmentRow): string => `${row.label}, ${row.shown_date}`;

export class OpenedDocuments extends Opened<AttachmentsPage> {
  /** What has to be handed on with a picture that left; empty when nothing has. */
  notice = $state('');

  constructor(private readonly client: string) {
    super();
  }

  open = () => this.take(() => call('open_attachments', this.#of()));

  /** Asks for files and attaches them; false when the person thought better of it. */
  async add(said: Said): Promise<boolean> {
    const added = await this.take(() => call('add_attachments', { ...this.#of(), ...said }));
    const count = this.view?.added.length ?? 0;
    if (added && count > 0) show(tn('documents.added', count));
    return added;
  }

  change = ({ attachment, rev }: AttachmentRow, said: Said): Promise<boolean> =>
    this.take(() => call('change_attachment', { ...this.#of(), attachment, rev, ...said }));

  async remove(row: AttachmentRow): Promise<void> {
    const gone = await this.take(() => call('remove_attachment', this.#one(row)));
    if (!gone) return;
    const undo = () => void this.bringBack(row);
    show(t('documents.removed', { name: nameOf(row) }), { undo });
  }

  bringBack = (row: AttachmentRow): Promise<boolean> =>
    this.take(() => call('restore_attachment', this.#one(row)));

  async erase(row: AttachmentRow): Promise<void> {
    const gone = await this.take(() => call('erase_attachment', this.#one(row)));
    if (gone) show(t('documents.erased', { name: nameOf(row) }));
  }

  page = (row: AttachmentRow, page: number): Promise<AttachmentPageView> =>
    call('open_attachment_page', { ...this.#one(row), page });

  /** Writes a page as a picture; what became of it is said in a few words. */
  async export(row: AttachmentRow, page: number, to: ExportAsk): Promise<void> {
    await this.take(async () => {
      const written = await call('export_attachment', { ...this.#one(row), page, to });
      if (written) show(t('documents.saved', { file: written.file }));
      this.notice = written?.notice ?? '';
      return null;
    });
  }

  #of() {
    return { token: session.token, client: this.client };
  }

  #one({ attachment }: AttachmentRow) {
    return { ...this.#of(), attachment };
  }
}
