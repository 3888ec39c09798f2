import type { Panel } from '@/lib/experiment/panel';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';

/** All panels, in the order of the navigation. A new one is a file in its domain's room and a line here. */
export const panels: readonly Panel[] = [divideAndConquerPanel as unknown as Panel];

/** The panel of that id, if there is one: ids come from links. */
export const findPanel = (id: string): Panel | undefined => panels.find(panel => panel.id === id);
