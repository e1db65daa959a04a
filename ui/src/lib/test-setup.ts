/** Runs before every test file: what happy-dom lacks and components ask for. */
import { afterEach } from 'vitest';
import { cleanup, configure } from '@testing-library/svelte';

// A busy machine is slow, not wrong: what is waited for may take its time.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => cleanup());

Element.prototype.scrollIntoView ??= () => {};
