import type { ComponentType, ReactNode } from 'react';
import type { TracedCall } from '@/components/trace/call';
import type { UnitTrace } from '@/components/trace/live-run';
import type { NodeStatus } from '@/components/trace/status';
import type { Json } from '@/lib/core/json';
import type { CatalogueModel } from '@/lib/engines/models';
import type { FormLine } from '@/lib/experiment/form';
import type { Panel, Settings } from '@/lib/experiment/panel';
import type { RunView } from './state';
import type { Tour } from './tour/tour';

/** A step as the inspector shows it. */
export interface OpenedStep {
  key: string;
  call: TracedCall;
  /** Of the inspector: `Divide and conquer: split`. */
  title: string;
  /** What its scope is about, in full. */
  about: string;
  status: NodeStatus;
  /** The right outcome, where it is known. */
  expected: Json | undefined;
}

/** A control of a panel's own: for one setting, or for several that stand next to each other in the form (see `drawnLines`). */
export type SettingControl = ComponentType<FormLine>;

/** Reads the steps of a unit. */
export interface StepReader<S extends Settings = Settings> {
  /** The step of that key; undefined where there is none. */
  openStep(trace: UnitTrace, key: string, run: RunView<S>): OpenedStep | undefined;
}

/**
 * What a panel shows. Everything else on its page is the workbench's. Views only draw: what they draw is computed in `lib`.
 */
export interface PanelViews<S extends Settings = Settings> {
  panel: Panel<S>;
  /** Controls by the name that a field gives (`Field.control`). */
  controls?: Readonly<Record<string, SettingControl>>;
  /** Models of the site that only this panel offers, beside the catalogue. */
  models?: readonly CatalogueModel[];
  /** One unit in full: the picture that the page is about. */
  Unit(props: { run: RunView<S>; trace: UnitTrace }): ReactNode;
  /** A run of many units, as a whole. */
  Overview(props: { run: RunView<S> }): ReactNode;
  /** What the panel says before any run. */
  Intro: ComponentType;
  /** Under the form's Run button, where something must be said before a run; it may show nothing. */
  Advice?: ComponentType;
  /** Guides and theory, beside the ready-made experiments. */
  Resources?: ComponentType;
  /** A walk through a ready-made run. */
  tour?: Tour;
  /** Below the run, outside the first screen: explanations, benchmarks. */
  Below?: ComponentType;
  /** Fetches what reads steps: few are opened. */
  loadSteps(): Promise<StepReader<S>>;
  /** A step in words, for the player: `Divide and conquer / high × low / solve`. */
  stepName(call: TracedCall): string;
  /** Fetches the scripts of `Unit` (the first view) and of everything else. */
  prefetch?: { first(): void; rest(): void };
}
