/** Who is signed in. In memory only; gone when the window locks or closes. */
import type { SessionView } from '../ipc/bindings';

class Session {
  current = $state<SessionView | null>(null);

  /** Goes into every signed request; empty when nobody is signed in. */
  get token(): string {
    return this.current?.token ?? '';
  }
}

export const session = new Session();
