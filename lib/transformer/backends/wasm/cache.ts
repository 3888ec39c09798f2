import type { SequenceId } from '../../cache/contract';
import { PagedCache } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { WasmPages } from './page-memory';
import type { PageTables } from './page-tables';

/** The paged cache, whose released sequences give their page tables back too. */
export class WasmCache extends PagedCache {
  constructor(
    config: ModelConfig,
    pages: WasmPages,
    private readonly tables: PageTables,
  ) {
    super(config, pages);
  }

  override release(sequence: SequenceId): void {
    this.tables.release(sequence);
    super.release(sequence);
  }
}
