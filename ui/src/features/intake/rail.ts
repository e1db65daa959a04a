/** The rail as it stands with what is being typed: the open section speaks for itself. */
import type { RailItem, SectionView } from '../../ipc/bindings';

export function live(rail: RailItem[], open: SectionView | undefined): RailItem[] {
  if (!open) return rail;
  const { form, status, progress } = open;
  return rail.map((one) => (one.form === form ? { ...one, status, ...progress } : one));
}

/** The sections this session can open, as the rail lists them: the first visit's come first. */
export function inOrder(rail: RailItem[]): RailItem[] {
  return rail
    .filter((one) => one.applies && one.open)
    .toSorted((a, b) => Number(b.start_today) - Number(a.start_today));
}
