/** Opens sections one after the other, so that a long page asks for a few at a time. */
const AT_ONCE = 2;

export class PaperQueue {
  #waiting: (() => Promise<void>)[] = [];
  #running = 0;

  /** Does it as soon as there is room. */
  add(load: () => Promise<void>): void {
    this.#waiting.push(load);
    this.#next();
  }

  #next(): void {
    if (this.#running >= AT_ONCE) return;
    const load = this.#waiting.shift();
    if (!load) return;
    this.#running++;
    void load().finally(() => {
      this.#running--;
      this.#next();
    });
  }
}
