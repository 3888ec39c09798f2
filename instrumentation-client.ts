/**
 * Runs before all other scripts of a page. Zod compiles its checks with `new Function` where it may; the pages' content security policy
 * forbids that, and would report each try. This is what `z.config({ jitless: true })` sets, without Zod in the first load of every page.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

export {};
