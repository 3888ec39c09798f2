/** What a step or a scope of a program is for. Programs say it (`AskOptions.role`, `Scope.step`), the journal keeps it. */
export interface Role {
  /** For a heading: `Split`, `Chain of thought`. */
  label: string;
  /** In a sentence that counts steps: `4 solves`. Default: the role itself. */
  noun?: string;
  /**
   * Where it stands among what shares its scope: everything `before` has ended when what stands `beside` begins, and all of that when
   * what stands `after` begins. Members of one order are independent unless {@link isSequence} says otherwise.
   */
  order: 'before' | 'beside' | 'after';
  /** Scopes of this role follow one another, in the order of their names (numbers in names by value): `step 2` before `step 10`. */
  isSequence?: true;
  /**
   * One of several that a later step chooses from. One that cannot be read is left out, and one right one is enough for that step to be
   * right: samples, thoughts, ballots.
   */
  isCandidate?: true;
  /** Where nothing of its scope stands beside or after it, it gives the scope its result: a controller that decides to end. */
  mayEnd?: true;
}

export interface Roles {
  readonly [role: string]: Role;
}

/** The usual roles. A strategy or panel may bring its own beside them. */
export const standardRoles = {
  unit: { label: 'Problem', order: 'beside' },
  strategy: { label: 'Strategy', order: 'beside' },
  /** A part of a division, a scope. */
  part: { label: 'Part', order: 'beside' },
  /** One of several steps in turn, a scope. */
  step: { label: 'Step', order: 'beside', isSequence: true },
  /** One of several answers to the same question, a scope. */
  sample: { label: 'Sample', noun: 'chain', order: 'beside', isCandidate: true },
  /** One of several continuations, a scope. */
  thought: { label: 'Thought', order: 'beside', isCandidate: true },
  /** One of several votes on what stands beside it, a scope. */
  ballot: { label: 'Ballot', noun: 'vote', order: 'after', isCandidate: true },
  split: { label: 'Split', order: 'before' },
  decide: { label: 'Controller\u2019s line', noun: 'decision', order: 'before', mayEnd: true },
  solve: { label: 'Answer to a part', order: 'beside' },
  reason: { label: 'Chain of thought', noun: 'chain', order: 'beside' },
  propose: { label: 'Thought', noun: 'thought', order: 'beside' },
  choose: { label: 'Vote on the thoughts', noun: 'vote', order: 'beside' },
  merge: { label: 'Merge', order: 'after' },
  vote: { label: 'Majority vote', noun: 'count', order: 'after' },
  count: { label: 'Count of the votes', order: 'after' },
  answer: { label: 'Answer', order: 'after' },
} satisfies Roles;

/** A role by its id: a strategy's own first, then the usual ones. An unknown role stands beside, and is its own label. */
export function findRole(role: string, own: Roles = {}): Role {
  const roles: Roles = { ...standardRoles, ...own };
  return Object.hasOwn(roles, role) ? (roles[role] as Role) : { label: role, order: 'beside' };
}
