import { FitFigure } from './fit-figure';
import { MemoryFigure } from './memory-figure';
import { RateFigure } from './rate-figure';
import { ThroughputFigure } from './throughput-figure';
import type { CalculatorProps } from './use-calculator';

/** The figures that compare: memory over context, what fits, and throughput over compression, batch and context. */
export function Charts(props: CalculatorProps) {
  return (
    <section
      aria-label="Comparisons"
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start items-start gap-x-10 gap-y-8 xl:grid-cols-[repeat(2,minmax(0,1fr))]"
    >
      <MemoryFigure {...props} />
      <FitFigure {...props} />
      <ThroughputFigure {...props} />
      <RateFigure {...props} />
    </section>
  );
}
