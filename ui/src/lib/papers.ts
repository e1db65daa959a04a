/** The attachments of a client, as a form reaches them. */
import type { AttachmentType } from '../ipc/bindings';
import { call } from '../ipc/call';
import type { Papers } from './answering';
import { t, tn } from './messages';
import { session } from './session.svelte';
import { show } from './toasts.svelte';

export function papersOf(client: string): Papers {
  const of = () => ({ token: session.token, client });
  return {
    async list(type) {
      const { rows } = await call('open_attachments', of());
      return rows.filter((row) => row.kind === type);
    },
    async add(type) {
      const kind = type as AttachmentType;
      const page = await call('add_attachments', { ...of(), kind, date: '', note: '' });
      for (const { file, why } of page?.refused ?? []) {
        show(t('documents.refusedRow', { file, why }), { tone: 'trouble' });
      }
      const count = page?.added.length ?? 0;
      // The first is the answer; the others are found under Documents.
      if (count > 1) show(tn('documents.added', count));
      return page?.added[0] ?? null;
    },
    page: (attachment, page) => call('open_attachment_page', { ...of(), attachment, page })
  };
}
