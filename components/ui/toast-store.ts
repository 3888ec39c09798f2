import { createStore } from 'zustand/vanilla';

export interface Toast {
  /** What happened, as a sentence: `Settings reset.` */
  sentence: string;
  /** What the reader can do about it, for instance undo it. */
  action?: { label: string; onPress: () => void };
}

interface ToastState {
  /** Null while none is shown. `id` tells two toasts with the same sentence apart. */
  toast: (Toast & { id: number }) | null;
}

/** The one toast of the page. */
export const toastStore = createStore<ToastState>(() => ({ toast: null }));

let count = 0;

/** Shows a toast in place of the one before it. */
export function showToast(toast: Toast): void {
  count += 1;
  toastStore.setState({ toast: { ...toast, id: count } });
}

export function dismissToast(): void {
  toastStore.setState({ toast: null });
}
