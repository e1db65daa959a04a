/** Runs before every test file: what happy-dom lacks and components ask for. */
import { afterEach } from 'vitest';
import { cleanup } from '@testing-library/svelte';

afterEach(() => cleanup());

Element.prototype.scrollIntoView ??= () => {};
