import { policies } from '@/lib/transformer/policies/registry';

/** There are fewer colours than policies: those that are compared at first come first, and have one each. */
const order = policies.toSorted((a, b) => Number(b.isChosenAtFirst ?? false) - Number(a.isChosenAtFirst ?? false));

/** The colour and marker of a policy in forms, charts and tables; that of the first where none has this id. */
export const seriesOf = (policy: string): number =>
  Math.max(
    0,
    order.findIndex(({ id }) => id === policy),
  );
