'use client';

import { percentOf } from './percent-of';

/**
 * A slider over the plot of a `Histogram`: the whole plot can be pressed and dragged, and a line shows the value. It is a range input, which
 * the browser moves by mouse, touch, arrow keys, Page Up, Page Down, Home and End.
 */
export function PlotSlider({
  label,
  spoken,
  value,
  onChange,
  max,
  step,
  end,
}: {
  label: string;
  /** The value in words. */
  spoken: string;
  value: number;
  onChange: (value: number) => void;
  max: number;
  step: number;
  /** Where the plot ends, in the unit of the value. */
  end: number;
}) {
  return (
    <div className="absolute top-5 right-3 left-12 h-36">
      {/* The thumb is 1.25rem wide, and half of it stands out at both ends, so that its middle is at the value. */}
      <input
        type="range"
        aria-label={label}
        aria-valuetext={spoken}
        min={0}
        max={max}
        step={step}
        value={value}
        onChange={event => onChange(Number(event.target.value))}
        className="peer absolute -top-1 -left-2.5 m-0 h-[calc(100%+1rem)] cursor-ew-resize touch-pan-y appearance-none opacity-0 [&::-moz-range-thumb]:h-full [&::-moz-range-thumb]:w-5 [&::-webkit-slider-thumb]:h-full [&::-webkit-slider-thumb]:w-5 [&::-webkit-slider-thumb]:appearance-none"
        style={{ width: `calc(${percentOf(max, end)} + 1.25rem)` }}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 -ml-px border-l-2 border-ink outline-offset-4 outline-accent peer-focus-visible:[&>*]:outline-2"
        style={{ left: percentOf(value, end) }}
      >
        <span className="absolute -bottom-2.5 left-[-0.6875rem] size-5 rounded-full border-2 border-ink bg-paper outline-offset-2 outline-accent" />
      </span>
    </div>
  );
}
