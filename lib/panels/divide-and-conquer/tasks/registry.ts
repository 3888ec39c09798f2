import { additionFamily } from './addition/family';
import type { Family } from './family';
import { hallucinationFamily } from './hallucination/family';
import { misinformationFamily } from './misinformation/family';
import { multiplicationFamily } from './multiplication/family';
import { ownFamily } from './own/family';

/** All tasks, in the order of the picker. A new one is a new room and a line here. */
export const families = [
  multiplicationFamily,
  additionFamily,
  hallucinationFamily,
  misinformationFamily,
  ownFamily,
] as unknown as readonly Family[];

/** The task of that id; the schema of settings lets no other through. */
export const findFamily = (id: string): Family => families.find(family => family.id === id) ?? (families[0] as Family);
