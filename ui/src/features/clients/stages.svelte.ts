/**
 * Where people stand, to choose by on the client list. What was chosen is kept in memory, so that
 * going to a client and coming back loses nothing. Locking forgets it.
 */
class StageFilter {
  /** The stage that is shown; empty for everybody. */
  chosen = $state('');

  choose = (stage: string): void => {
    this.chosen = stage;
  };

  clear(): void {
    this.chosen = '';
  }
}

export const stageFilter = new StageFilter();
