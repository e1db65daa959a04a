/** A core that only pretends, for development in a browser and for tests. */
import type { Backend, Command } from './call';
import { Refused } from './call';

export type Handlers = { [K in Command]?: (request: never) => unknown };

/** A backend of these handlers; anything else is refused. */
export function fakeOf(handlers: Handlers): Backend {
  return async (name, { request }) => {
    const handler = handlers[name] as ((request: unknown) => unknown) | undefined;
    if (!handler) throw new Refused('bad-request', '');
    return handler(request);
  };
}

/** The fake clinic an address asks for. */
export function fakeFromAddress(_search: string): Backend {
  return fakeOf({
    app_state: () => ({
      stage: 'first_run',
      trouble: null,
      file: 'records.goldthread',
      sample: false,
      has_clinic: false,
      people: [],
      session: null
    })
  });
}
