/** Joins class names, leaving out what is false or absent. */
export const classes = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');

/** The classes of every control that holds a value: inputs, selects, number fields. */
export const control =
  'h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink transition-colors placeholder:text-muted hover:border-ink disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger';
