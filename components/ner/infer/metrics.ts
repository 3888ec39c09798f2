import type { Metric } from '@/lib/panels/ner/metrics/contract';
import { registry } from '@/lib/panels/ner/registry';

/** The metric that ranks, on the miniature and in the headline. */
export const rankingMetric: Metric = registry.metrics[0];

/** The metric of an id; the ranking one where there is none. */
export const metricOf = (id: string): Metric => registry.metrics.find(metric => metric.id === id) ?? rankingMetric;
