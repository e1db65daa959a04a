/** Seconds until something may be tried again, counted down while a person watches. */
const TICK = 250;

export class Countdown {
  /** Whole seconds left; 0 when there is nothing to wait for. */
  left = $state(0);
  #until = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  begin(seconds: number): void {
    this.clear();
    if (seconds <= 0) return;
    this.#until = performance.now() + seconds * 1000;
    this.left = Math.ceil(seconds);
    this.#timer = setInterval(() => this.#tick(), TICK);
  }

  clear = (): void => {
    clearInterval(this.#timer);
    this.left = 0;
  };

  #tick(): void {
    this.left = Math.max(0, Math.ceil((this.#until - performance.now()) / 1000));
    if (this.left === 0) this.clear();
  }
}
