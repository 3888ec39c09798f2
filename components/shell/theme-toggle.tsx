'use client';

import { useSyncExternalStore } from 'react';
import { useTheme } from 'next-themes';
import { Monitor, Moon, Sun } from 'lucide-react';
import { SegmentedControl } from '../ui/segmented-control';

const segments = [
  { value: 'system', label: <Monitor aria-hidden />, name: 'As the system' },
  { value: 'light', label: <Sun aria-hidden />, name: 'Light' },
  { value: 'dark', label: <Moon aria-hidden />, name: 'Dark' },
];

const never = () => () => undefined;

/** System, light or dark. The built page does not know the choice, so none is marked until the browser has read it. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <SegmentedControl
      label="Colour theme"
      size="small"
      value={isInBrowser ? (theme ?? 'system') : ''}
      onChange={setTheme}
      segments={segments}
    />
  );
}
