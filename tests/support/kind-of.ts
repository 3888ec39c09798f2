import { Failure } from '@/lib/core/failure';

/** The name of the failure that an action throws, or `nothing`. What is thrown and has no name is thrown on. */
export function kindOf(action: () => unknown): string {
  try {
    action();
    return 'nothing';
  } catch (error) {
    if (error instanceof Failure) return error.kind;
    throw error;
  }
}
