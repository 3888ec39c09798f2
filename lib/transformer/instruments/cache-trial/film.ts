import { encodeBytes } from '@/lib/core/base64';
import { encodeUint16s } from '@/lib/core/vectors';
import { pageSlots } from '../../cache/pages';
import type { ModelConfig } from '../../config';
import type { Loss } from '../../policies/compressed-sequence';
import type { HeadView } from '../../policies/contract';
import { type Film, never } from './value';

/** Writes down when each token left each head. */
export class FilmWriter {
  private readonly losses: (Loss & { step: number })[] = [];

  constructor(private readonly config: Pick<ModelConfig, 'layers' | 'kvHeads'>) {}

  /** @param step tokens of the continuation that were read before the losses */
  note(losses: readonly Loss[], step: number): void {
    for (const loss of losses) this.losses.push({ ...loss, step });
  }

  /** @param held what is there at the end; its views have the attention */
  value(held: readonly (readonly HeadView[])[], tokens: number): Film {
    const { layers, kvHeads } = this.config;
    const size = layers * kvHeads * tokens;
    const lostAt = new Uint16Array(size).fill(never);
    const into = new Uint16Array(size).fill(never);
    const attention = new Float32Array(size);
    const at = (layer: number, head: number, token: number) => (layer * kvHeads + head) * tokens + token;
    for (const { layer, head, token, step, into: target, attention: received } of this.losses) {
      lostAt[at(layer, head, token)] = step;
      if (target !== null) into[at(layer, head, token)] = target;
      attention[at(layer, head, token)] = received;
    }
    for (const view of held.flat())
      view.tokens.forEach((token, slot) => (attention[at(view.layer, view.head, token)] = view.attention?.[slot] ?? 0));
    return {
      tokens,
      lostAt: encodeUint16s(lostAt),
      ...(into.some(target => target !== never) && { into: encodeUint16s(into) }),
      attention: encodeBytes(shades(attention, tokens)),
    };
  }

  /** [layer][KV head]: pages of consecutive tokens of which at least one is still there. */
  pagesUnmoved(tokens: number): number[][] {
    const { layers, kvHeads } = this.config;
    const lost = Array.from({ length: layers * kvHeads }, () => new Set<number>());
    for (const { layer, head, token } of this.losses) lost[layer * kvHeads + head]!.add(token);
    const pages = Array.from({ length: Math.ceil(tokens / pageSlots) }, (_, page) => page * pageSlots);
    const isHeld = (gone: ReadonlySet<number>) => (first: number) =>
      Array.from({ length: Math.min(pageSlots, tokens - first) }, (_, i) => first + i).some(token => !gone.has(token));
    return Array.from({ length: layers }, (_, layer) =>
      Array.from({ length: kvHeads }, (_, head) => pages.filter(isHeld(lost[layer * kvHeads + head]!)).length),
    );
  }
}

/** Each head by itself: a head that attends to many tokens would be pale beside one that attends to few. */
function shades(attention: Float32Array, tokens: number): Uint8Array {
  const shaded = new Uint8Array(attention.length);
  for (let from = 0; from < attention.length; from += tokens) {
    const head = attention.subarray(from, from + tokens);
    const most = head.reduce((largest, one) => Math.max(largest, one), 0) || 1;
    head.forEach((received, token) => (shaded[from + token] = Math.round(255 * Math.sqrt(received / most))));
  }
  return shaded;
}
