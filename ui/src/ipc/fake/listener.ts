/** Somebody who keeps no answer and notes what was asked of them, for tests of single questions. */
import { vi } from 'vitest';
import type { Answering } from '../../lib/answering';

export function listener(change: Partial<Answering> = {}): Answering {
  return {
    pending: () => undefined,
    focus: vi.fn(),
    type: vi.fn(),
    choose: vi.fn(),
    leave: vi.fn(),
    addRow: vi.fn(async () => null),
    removeRow: vi.fn(),
    moveRow: vi.fn(),
    problem: () => '',
    ...change
  };
}
