import { useId } from 'react';

/** A slider with its words and its value on one line. */
export function Range({
  label,
  spoken,
  ...input
}: {
  label: string;
  /** The value in words. */
  spoken: string;
  min: number;
  max: number;
  step?: number;
  value: number;
  onValue: (value: number) => void;
}) {
  const id = useId();
  const { onValue, ...rest } = input;
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)_5.5rem] items-center gap-3 text-sm">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        {...rest}
        aria-valuetext={spoken}
        onChange={event => onValue(Number(event.target.value))}
        className="h-6 w-full cursor-pointer accent-accent"
      />
      <span className="text-right">{spoken}</span>
    </div>
  );
}
