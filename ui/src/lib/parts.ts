/** The parts of a form, or of a row: what follows a heading belongs to it. */
import type { ItemView } from '../ipc/bindings';

export interface Part {
  /** Empty before the first heading. */
  heading: string;
  items: ItemView[];
}

/** The parts that have something to ask now, with the questions that are shown. */
export function partsOf(items: ItemView[]): Part[] {
  const parts: Part[] = [{ heading: '', items: [] }];
  for (const item of items) {
    if (item.heading) parts.push({ heading: item.heading, items: [] });
    if (item.visible) parts.at(-1)?.items.push(item);
  }
  return parts.filter((part) => part.items.length > 0);
}

/** The part a path leads into. */
export function partWith(parts: Part[], path: string): Part | undefined {
  return parts.find(({ items }) =>
    items.some((item) => item.path === path || path.startsWith(`${item.path}/`))
  );
}
