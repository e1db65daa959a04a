/**
 * A core that only pretends, for a browser in development and for component tests. Never part of
 * the built page. `?fake` opens on the clients; `?fake=first-run`, `?fake=locked`,
 * `?fake=trouble:damaged` and `?fake=empty` open elsewhere. Each feature adds its own handlers.
 */
import type { Code, Commands } from './bindings';
import { Refused, type Backend, type Command } from './call';
import { clinicHandlers } from './fake/clinic';

export type Handlers = {
  [K in Command]?: (request: Commands[K][0]) => Commands[K][1] | Promise<Commands[K][1]>;
};

/** A backend of these handlers, the later ones first; anything else is refused. */
export function fakeOf(...layers: Handlers[]): Backend {
  const handlers: Handlers = Object.assign({}, ...layers);
  return async (name, { request }) => {
    const handler = handlers[name] as ((request: unknown) => unknown) | undefined;
    if (!handler) throw new Refused('bad-request', 'fake');
    return structuredClone(await handler(structuredClone(request)));
  };
}

/** Refuses as the core does. */
export function refuse(code: Code, wait = 0, detail = ''): never {
  throw new Refused(code, '4F2A', wait, detail);
}

/** The fake clinic an address asks for. */
export function fakeFromAddress(search: string): Backend {
  const scene = new URLSearchParams(search).get('fake') || 'open';
  const modules = import.meta.glob<{ handlers: Handlers }>('./fake/feature-*.ts', { eager: true });
  return fakeOf(clinicHandlers(scene), ...Object.values(modules).map((one) => one.handlers));
}
