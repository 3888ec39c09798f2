import type { Locator, Page } from '@playwright/test';
import { kvPanel } from '@/lib/panels/kv-cache/panel';
import { Stage } from './stage';

/** The KV-cache panel. */
export class KvCache extends Stage {
  constructor(page: Page) {
    super(page, kvPanel, 'Views of the run');
  }

  /** The strips of the first cache. */
  get strips(): Locator {
    return this.stage.locator('canvas').first();
  }

  /** The slider over the tokens of the continuation. */
  get player(): Locator {
    return this.stage.getByRole('slider', { name: 'Tokens of the continuation' });
  }
}
