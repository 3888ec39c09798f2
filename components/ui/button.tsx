import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Slot } from 'radix-ui/slot';
import { classes } from './classes';

const variants = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-strong font-semibold',
  secondary: 'border border-line-strong bg-surface text-ink hover:border-ink hover:bg-sunken font-medium',
  ghost: 'text-ink hover:bg-sunken font-medium',
  danger: 'border border-danger bg-danger-soft text-danger hover:bg-danger hover:text-paper font-semibold',
};

const sizes = {
  small: 'min-h-8 gap-1.5 rounded-md px-2.5 text-sm',
  medium: 'min-h-9 gap-2 rounded-md px-3.5 text-base',
  large: 'min-h-11 gap-2 rounded-lg px-5 text-lg',
};

const squares = { small: 'w-8 px-0', medium: 'w-9 px-0', large: 'w-11 px-0' };

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** A page has one primary button, for its main action. */
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Drawn before the text. */
  icon?: ReactNode;
  /** Styles its only child, for instance a link, as a button. The child then holds its own icon. */
  asChild?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with text, an icon, or both. A button without text needs an `aria-label`. Long text wraps on narrow screens. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  asChild = false,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const looks = classes(
    'inline-flex max-w-full shrink-0 items-center justify-center no-underline transition-colors select-none disabled:cursor-not-allowed disabled:opacity-45 sm:whitespace-nowrap',
    // Keeps the system's colour of text on a filled button.
    'forced-color-adjust-none',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    variants[variant],
    sizes[size],
    children === undefined && squares[size],
    className,
  );
  if (asChild) {
    return (
      <Slot className={looks} {...rest}>
        {children}
      </Slot>
    );
  }
  return (
    <button type={type} className={looks} {...rest}>
      {icon}
      {children}
    </button>
  );
}
