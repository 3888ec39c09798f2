import type { Page } from '@playwright/test';
import { nerPanel } from '@/lib/panels/ner/panel';
import { Stage } from './stage';

/** The NER panel; its tabs are the stages of the loop. */
export class Ner extends Stage {
  constructor(page: Page) {
    super(page, nerPanel, 'Stages of the loop');
  }
}
