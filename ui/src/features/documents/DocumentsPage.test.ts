import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../ipc/call';
import { fakeOf, type Handlers } from '../../ipc/fake';
import type { SessionView } from '../../ipc/bindings';
import { documentHandlers } from '../../ipc/fake/feature-documents';
import { handlers as releaseHandlers } from '../../ipc/fake/feature-release';
import { session } from '../../lib/session.svelte';
import { toasts } from '../../lib/toasts.svelte';
import DocumentsPage from './DocumentsPage.svelte';

async function opened(scene = '') {
  const handlers = documentHandlers(scene);
  const add = vi.fn(handlers.add_attachments!);
  const exported = vi.fn(handlers.export_attachment!);
  const page = vi.fn(handlers.open_attachment_page!);
  const layers: Handlers = {
    ...handlers,
    add_attachments: add,
    export_attachment: exported,
    open_attachment_page: page
  };
  setBackend(fakeOf(layers));
  render(DocumentsPage, { client: 'c1' });
  await screen.findByText('Attach something');
  return { add, exported, page };
}

const user = userEvent.setup();
const press = (name: string) => user.click(screen.getByRole('button', { name }));
const names = () =>
  within(screen.getByRole('table', { name: 'Attached' }))
    .getAllByRole('rowheader')
    .map((one) => one.textContent?.replace(/\s+/g, ' ').trim());

/** What was put away lies folded. */
async function unfold(): Promise<void> {
  await waitFor(() => expect(document.querySelector('summary')?.textContent).toBe('Put away (1)'));
  await user.click(document.querySelector('summary')!);
}

beforeEach(() => {
  toasts.clear();
  session.current = null;
});

describe('what is attached', () => {
  it('is listed, and more is attached by saying what it is', async () => {
    const { add } = await opened();
    expect(names()).toEqual(['Insurance card Front and back', 'Signed paper']);
    await user.selectOptions(screen.getByLabelText('What is it?'), 'Photo ID');
    await user.type(screen.getByLabelText('Note'), 'State card');
    await press('Choose files…');
    expect(names()[0]).toBe('Photo ID State card');
    expect(add.mock.calls[0]?.[0]).toMatchObject({ client: 'c1', kind: 'photo_id' });
    expect(screen.getByLabelText<HTMLInputElement>('Note').value).toBe('');
    expect(toasts.list.at(-1)?.message).toBe('1 file attached.');
  });

  it('stays as it was when the person thinks better of it, and so does what was typed', async () => {
    await opened('closed');
    await user.type(screen.getByLabelText('Note'), 'State card');
    await press('Choose files…');
    expect(names()).toHaveLength(2);
    expect(screen.getByLabelText<HTMLInputElement>('Note').value).toBe('State card');
  });

  it('names the files that were not taken, and why', async () => {
    await opened('odd');
    await press('Choose files…');
    const said = 'notes.txt: the file is neither a picture nor a PDF.';
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('says what the place is for when it is empty', async () => {
    await opened('empty');
    expect(screen.getByText('Nothing is attached yet')).toBeTruthy();
  });

  it('offers the front desk no type that is for clinicians, and no erasing', async () => {
    await opened('desk');
    expect(screen.queryByText(/for clinicians/)).toBeNull();
    await press('Put away: Insurance card, Nov 2, 2026');
    await unfold();
    expect(screen.queryByRole('button', { name: /^Erase/ })).toBeNull();
  });
});

describe('one of them', () => {
  it('is shown page by page with the keyboard, and nothing of it stays behind', async () => {
    const { page } = await opened();
    await press('Look at Signed paper, Nov 2, 2026');
    const shown = await screen.findByRole('img', { name: /page 1 of 3/ });
    expect(shown.getAttribute('src')).toMatch(/^data:image/);
    screen.getByRole('region', { name: 'Signed paper, Nov 2, 2026' }).focus();
    await user.keyboard('{PageDown}');
    expect(await screen.findByRole('img', { name: /page 2 of 3/ })).toBeTruthy();
    await user.keyboard('{PageUp}{PageUp}');
    await screen.findByRole('img', { name: /page 1 of 3/ });
    expect(page.mock.calls.map(([request]) => request.page)).toEqual([1, 2, 1]);
    await user.keyboard('+');
    expect(screen.getByRole('img').getAttribute('width')).toBe('800');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('img')).toBeNull());
    expect(document.querySelector('[src^="data:"]')).toBeNull();
  });

  it('that is damaged says so', async () => {
    await opened('damaged');
    await press('Look at Insurance card, Nov 2, 2026');
    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('is put away and brought back with undo', async () => {
    await opened();
    await press('Put away: Insurance card, Nov 2, 2026');
    await waitFor(() => expect(names()).toEqual(['Signed paper']));
    toasts.undoLast();
    await waitFor(() => expect(names()).toHaveLength(2));
  });

  it('is erased only after it was put away and asked again', async () => {
    await opened();
    await press('Put away: Insurance card, Nov 2, 2026');
    await unfold();
    await press('Erase for good: Insurance card, Nov 2, 2026');
    expect(await screen.findByText(/Backups made before still hold it/)).toBeTruthy();
    await press('Erase for good');
    await waitFor(() => expect(document.querySelector('summary')).toBeNull());
    expect(names()).toEqual(['Signed paper']);
  });

  it('is changed in place; what the core refuses is said there', async () => {
    await opened();
    await press('Change Insurance card, Nov 2, 2026');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByText(/for clinicians/)).toBeNull();
    await user.clear(dialog.getByLabelText('Note'));
    await user.type(dialog.getByLabelText('Note'), 'Front');
    await user.clear(dialog.getByLabelText('Day on the paper'));
    await user.type(dialog.getByLabelText('Day on the paper'), 'tomorrow-ish');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.getByRole('dialog')).toBeTruthy());
    await user.clear(dialog.getByLabelText('Day on the paper'));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(names()[0]).toBe('Insurance card Front');
  });

  it('leaves the clinic only for somebody and some purpose', async () => {
    const { exported } = await opened();
    await press('Look at Signed paper, Nov 2, 2026');
    await screen.findByRole('img', { name: /page 1 of 3/ });
    await press('Next page');
    await screen.findByRole('img', { name: /page 2 of 3/ });
    await press('Export this page…');
    await screen.findByLabelText('For whom');
    const dialog = within(screen.getByRole('dialog'));
    await user.clear(dialog.getByLabelText('For whom'));
    await user.click(dialog.getByRole('button', { name: 'Choose where to save' }));
    expect(exported).not.toHaveBeenCalled();
    await user.type(dialog.getByLabelText('For whom'), 'Harbor Health');
    await user.click(dialog.getByRole('button', { name: 'Choose where to save' }));
    await waitFor(() => expect(exported).toHaveBeenCalled());
    expect(exported.mock.calls[0]?.[0]).toMatchObject({
      to: { recipient: 'Harbor Health' },
      attachment: 'a2',
      page: 2
    });
  });
});

describe('the whole record', () => {
  const exported = { file: 'Records RB-0048.json', rows: 9, people: 1, notice: '', refused: [] };

  it('is there for who may read it, and leaves for somebody and some purpose', async () => {
    session.current = { token: '', clinical: true } as SessionView;
    const export_fhir = vi.fn(() => exported);
    setBackend(fakeOf({ ...documentHandlers(''), ...releaseHandlers, export_fhir }));
    render(DocumentsPage, { client: 'c1' });
    await user.click(await screen.findByRole('button', { name: 'Records as FHIR' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Records as FHIR' }));
    await user.click(dialog.getByRole('button', { name: 'Choose where to save' }));
    await waitFor(() => expect(export_fhir).toHaveBeenCalledOnce());
    expect(toasts.list.at(-1)?.message).toBe('Saved as Records RB-0048.json.');
  });

  it('is not there for who may not', async () => {
    await opened();
    expect(screen.queryByRole('button', { name: 'Records as FHIR' })).toBeNull();
  });
});
