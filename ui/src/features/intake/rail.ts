/** The rail as it stands with what is being typed: the open section speaks for itself. */
import type { RailItem, SectionView } from '../../ipc/bindings';

export function live(rail: RailItem[], open: SectionView | undefined): RailItem[] {
  if (!open) return rail;
  const { form, status, progress } = open;
  return rail.map((one) => (one.form === form ? { ...one, status, ...progress } : one));
}
