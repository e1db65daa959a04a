/** Who is signed in. In memory only; gone when the window locks or closes. */
import type { SessionView } from '../ipc/bindings';

class Session {
  current = $state<SessionView | null>(null);

  /** Goes into every signed request; empty when nobody is signed in. */
  get token(): string {
    return this.current?.token ?? '';
  }

  /** Name and credential, as they stand below what is signed. */
  get signedName(): string {
    const { current } = this;
    return current ? [current.name, current.credential].filter(Boolean).join(', ') : '';
  }
}

export const session = new Session();
