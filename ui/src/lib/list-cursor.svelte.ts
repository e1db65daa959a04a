/** The marked row of a list that is worked from a search field above it. */
export class ListCursor {
  at = $state(0);

  constructor(private readonly count: () => number) {}

  /** Handles the keys of a list. True when the key was one of them. */
  key(event: KeyboardEvent): boolean {
    const last = this.count() - 1;
    if (event.ctrlKey || event.metaKey || event.altKey || last < 0) return false;
    const page = 8;
    const steps: Record<string, number> = {
      ArrowDown: this.at >= last ? 0 : this.at + 1,
      ArrowUp: this.at <= 0 ? last : this.at - 1,
      PageDown: Math.min(this.at + page, last),
      PageUp: Math.max(this.at - page, 0)
    };
    const to = steps[event.key];
    if (to === undefined) return false;
    event.preventDefault();
    this.at = to;
    return true;
  }

  /** Marks the first row, after the list has changed. */
  top(): void {
    this.at = 0;
  }
}
