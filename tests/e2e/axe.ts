import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** Fails with every rule of axe that the page breaks as it stands, and where. */
export async function expectOpenToEverybody(page: Page): Promise<void> {
  // What passes need not be described, which takes long on a page of many elements.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(node => node.target.join(' ')),
  }));
  expect(found).toEqual([]);
}
