import type { Frame } from '@/lib/panels/kv-cache/report/frame';
import type { CacheHistory } from '@/lib/panels/kv-cache/report/history';
import type { Memory } from '@/lib/panels/kv-cache/report/memory';

/** A cache that is on the page, at the step of the player. */
export interface ShownCache {
  /** `H2O, 4×`. */
  title: string;
  /** Colour and sign of the policy. */
  series: number;
  /** Of its marks, as CSS. */
  color: string;
  /** The ratio that its model was trained to keep by itself; null for most models. */
  nominal: number | null;
  history: CacheHistory;
  frame: Frame;
  memory: Memory;
}
