import type { TracedCall } from '@/components/trace/call';

/** `product-1, h2o`: a unit has one measurement. */
export const stepName = ({ path }: Pick<TracedCall, 'path'>): string => path[0] ?? '';
