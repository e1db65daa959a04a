/** Attachments in the pretended core. `?documents=empty` has none, `desk` is seen by the front desk. */
import type {
  AttachmentRow,
  AttachmentsPage,
  AttachmentType,
  AttachmentTypeView
} from '../bindings';
import { refuse, type Handlers } from '../fake';
import { mari } from './band';

const LABELS: [AttachmentType, string, boolean][] = [
  ['insurance_card', 'Insurance card', false],
  ['photo_id', 'Photo ID', false],
  ['signed_paper', 'Signed paper', false],
  ['clinical_record', 'Clinical record from elsewhere', true]
];

/** A picture of one dot. */
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const row = (attachment: string, kind: AttachmentType, rest: Partial<AttachmentRow> = {}) => {
  const label = LABELS.find(([one]) => one === kind)?.[1] ?? '';
  return {
    attachment,
    rev: 1,
    kind,
    label,
    date: '2026-11-02',
    shown_date: 'Nov 2, 2026',
    note: '',
    is_pdf: false,
    pages: 1,
    size: 240_000,
    added_at: '2026-11-02T15:00:00Z',
    added_by: 'Jo Park',
    removed_at: null,
    ...rest
  } satisfies AttachmentRow;
};

export function documentHandlers(scene = ''): Handlers {
  const desk = scene === 'desk';
  let rows: AttachmentRow[] =
    scene === 'empty'
      ? []
      : [
          row('a1', 'insurance_card', { note: 'Front and back' }),
          row('a2', 'signed_paper', { is_pdf: true, pages: 3 })
        ];
  let made = 0;

  const page = (rest: Partial<AttachmentsPage> = {}): AttachmentsPage => ({
    band: mari,
    types: LABELS.filter(([, , clinical]) => !desk || !clinical).map(
      ([kind, label, clinical]): AttachmentTypeView => ({ kind, label, clinical })
    ),
    rows: rows.filter((one) => !one.removed_at),
    removed: rows.filter((one) => one.removed_at),
    added: [],
    refused: [],
    may_erase: !desk,
    ...rest
  });
  const put = (attachment: string, rest: Partial<AttachmentRow>): AttachmentsPage => {
    if (!rows.some((one) => one.attachment === attachment)) refuse('no-such-record');
    rows = rows.map((one) => (one.attachment === attachment ? { ...one, ...rest } : one));
    return page();
  };

  return {
    open_attachments: () => page(),
    add_attachments: ({ kind, note }) => {
      if (scene === 'closed') return null;
      const attachment = `n${++made}`;
      rows = [row(attachment, kind, { note }), ...rows];
      const refused =
        scene === 'odd'
          ? [{ file: 'notes.txt', why: 'the file is neither a picture nor a PDF' }]
          : [];
      return page({ added: [attachment], refused });
    },
    change_attachment: ({ attachment, kind, note, date }) => {
      if (date === 'tomorrow-ish') refuse('bad-value');
      const label = LABELS.find(([one]) => one === kind)?.[1] ?? '';
      return put(attachment, { kind, label, note });
    },
    remove_attachment: ({ attachment }) => put(attachment, { removed_at: '2026-11-25T10:00:00Z' }),
    restore_attachment: ({ attachment }) => put(attachment, { removed_at: null }),
    erase_attachment: ({ attachment }) => {
      rows = rows.filter((one) => one.attachment !== attachment);
      return page();
    },
    open_attachment_page: ({ attachment, page: number }) => {
      const found = rows.find((one) => one.attachment === attachment);
      if (scene === 'damaged') refuse('damaged');
      if (!found) return refuse('no-such-record');
      return {
        attachment,
        title: `${found.label}, ${found.shown_date}`,
        note: found.note,
        page: number,
        pages: found.pages,
        image: DOT,
        width: 800,
        height: 500
      };
    },
    export_attachment: () => ({
      file: 'Attachment RB-0048 page 1.png',
      pages: 1,
      unset: [],
      notice: '',
      locked: false
    })
  };
}

export const handlers = documentHandlers(
  new URLSearchParams(globalThis.location?.search ?? '').get('documents') ?? ''
);
