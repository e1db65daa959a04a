/** Short messages at the edge of the window, some with a way back. */
export interface Toast {
  id: number;
  message: string;
  tone: 'plain' | 'trouble';
  undo?: () => void;
}

interface Options {
  tone?: Toast['tone'];
  undo?: () => void;
  /** How long it stays, in milliseconds. */
  stay?: number;
}

const STAY = 6000;
const STAY_WITH_UNDO = 12000;
let next = 1;

class Toasts {
  list = $state<Toast[]>([]);
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(message: string, options: Options = {}): number {
    const id = next++;
    const { tone = 'plain', undo } = options;
    this.list = [...this.list.slice(-2), { id, message, tone, undo }];
    this.#arm(id, options.stay ?? (undo ? STAY_WITH_UNDO : STAY));
    return id;
  }

  hide(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Takes back the last act that can be taken back. True when there was one. */
  undoLast(): boolean {
    const toast = this.list.findLast((one) => one.undo);
    if (!toast) return false;
    this.hide(toast.id);
    toast.undo?.();
    return true;
  }

  clear(): void {
    for (const toast of this.list) this.hide(toast.id);
  }

  #arm(id: number, stay: number): void {
    this.#timers.set(
      id,
      setTimeout(() => this.hide(id), stay)
    );
  }
}

export const toasts = new Toasts();
export const show = (message: string, options?: Options): number => toasts.show(message, options);
