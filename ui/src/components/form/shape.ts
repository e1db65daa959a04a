/** How a question is drawn: which widget, and how much room it takes. */
import type { ItemKind, ItemView } from '../../ipc/bindings';

/** From how many choices on a list to search in beats chips. */
const LONG_LIST = 9;

export type Widget = Exclude<ItemKind, 'choice' | 'multi_choice'> | 'chips' | 'list';

export interface Shape {
  widget: Widget;
  /** One field, so that its label can belong to it. */
  single: boolean;
  /** Shares a line with others like it. */
  short: boolean;
  /** Takes the whole width of its place. */
  wide: boolean;
}

export function shapeOf(item: ItemView): Shape {
  const widget = widgetOf(item);
  return {
    widget,
    single: ['text', 'phone', 'integer', 'date', 'long_text', 'list'].includes(widget),
    short: ['text', 'phone', 'integer'].includes(widget),
    wide: ['text', 'phone', 'long_text', 'address', 'group', 'week'].includes(widget)
  };
}

function widgetOf({ kind, choices }: ItemView): Widget {
  if (kind === 'multi_choice') return 'chips';
  if (kind === 'choice') return choices.length < LONG_LIST ? 'chips' : 'list';
  return kind;
}
