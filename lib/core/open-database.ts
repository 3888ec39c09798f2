import type { Dexie } from 'dexie';
import { Failure } from './failure';
import { withTimeLimit } from './time-limit';

/** Milliseconds after which a browser that says nothing counts as one that stores nothing: some private modes never answer. */
export const databaseTimeLimit = 5000;

/** Opens a database. @throws Failure `store-unavailable` where the browser does not answer, and what opening throws */
export async function openDatabase(db: Dexie): Promise<void> {
  const late = () => new Failure('store-unavailable', 'The browser does not answer.');
  try {
    await withTimeLimit(db.open(), databaseTimeLimit, late);
  } catch (error) {
    // An answer that comes later must not hold the database.
    db.close();
    throw error;
  }
}

/** Runs what asks a database. @throws Failure `store-unavailable` where the browser refuses, and failures as they are */
export async function guarded<T>(body: () => PromiseLike<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('store-unavailable', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
