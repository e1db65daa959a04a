/** Whether the reasons for no answer are shown under a question, and the keys that show them. */
import { tick } from 'svelte';
import type { ItemView } from '../../ipc/bindings';
import { fieldId, stateNow, type Answering } from '../../lib/answering';

export class Fold {
  /** Where the reasons are, once they are shown. */
  place = $state<HTMLElement>();
  #asked = $state(false);
  #item: () => ItemView;
  #on: () => Answering;

  constructor(item: () => ItemView, on: () => Answering) {
    this.#item = item;
    this.#on = on;
  }

  /** Shown on demand, and as long as one of them is the answer. */
  get open(): boolean {
    return this.#asked || stateNow(this.#item(), this.#on()) !== null;
  }

  toggle = async (): Promise<void> => {
    this.#asked = !this.open;
    await tick();
    this.place?.querySelector('button')?.focus();
  };

  /** Alt+Down shows the reasons, Escape goes back to the field. True when it was one of them. */
  pressed(event: KeyboardEvent): boolean {
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      this.#asked = false;
      void this.toggle();
      return true;
    }
    if (event.key !== 'Escape' || !this.#asked) return false;
    this.#asked = false;
    document.getElementById(fieldId(this.#item().path))?.focus();
    return true;
  }
}
