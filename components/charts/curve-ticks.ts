/** The powers of ten around some values: ticks of a logarithmic axis. Values of 0 or less have no place on it. */
export function powersAround(values: readonly number[]): number[] {
  const positive = values.filter(value => value > 0);
  if (positive.length === 0) return [1, 10];
  const first = Math.floor(Math.log10(Math.min(...positive)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...positive))));
  return Array.from({ length: last - first + 1 }, (_, power) => 10 ** (first + power));
}

/** Whole numbers from 0 to the first step that is not below the largest value: ticks of a linear axis, about five of them. */
export function stepsTo(most: number): number[] {
  const rough = Math.max(most, 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
}
