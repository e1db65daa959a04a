/**
 * Where people stand, to choose by on the client list. What was chosen is kept in memory, so that
 * going to a client and coming back loses nothing. Locking forgets it.
 */
import type { ClientRow } from '../../ipc/bindings';

/** The stages of some people and one more, each once and by its name. */
export function stagesOf(rows: ClientRow[], more: string): string[] {
  return [...new Set([...rows.map((row) => row.stage_name), more])]
    .filter(Boolean)
    .toSorted((a, b) => a.localeCompare(b));
}

class StageFilter {
  /** The stage that is shown; empty for everybody. */
  chosen = $state('');

  choose = (stage: string): void => {
    this.chosen = stage;
  };

  clear(): void {
    this.chosen = '';
  }

  /** Whether somebody is shown. */
  passes = (row: ClientRow): boolean => this.chosen === '' || row.stage_name === this.chosen;
}

export const stageFilter = new StageFilter();
