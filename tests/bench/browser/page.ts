import { recordOracle } from './oracle';

/** What the page can be told to do, from outside. Everything runs on its one thread; wllama brings a worker of its own. */
const api = { recordOracle };

export type PageApi = typeof api;

(globalThis as unknown as { bench: PageApi }).bench = api;
