'use client';

import { type ReactNode, useMemo } from 'react';
import { Pause, Play, RotateCcw, SkipForward, StepForward } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Provenance } from '@/components/ui/provenance';
import { Term } from '@/components/ui/term';
import { useReducedMotion } from '@/components/ui/use-reduced-motion';
import { listed } from '@/lib/core/in-words';
import { baseNodes, type Colour } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import { ColourKey } from './node-mark';
import { colourWords, type Reading, readSteps } from './reading';
import type { ToyAction } from './state';
import { StepTable } from './step-table';
import { type NodeLook, TreePictureView } from './tree-picture';
import type { Decision } from './use-trace';
import { VectorStrip } from './vector-strip';

/** The two trees after some steps, a sentence about the last step, and the buttons that move on. */
export function ToyStage({
  instance,
  trace,
  at,
  isPlaying,
  dispatch,
}: Decision & {
  /** Steps that are shown. */
  at: number;
  isPlaying: boolean;
  dispatch: (action: ToyAction) => void;
}) {
  const reading = useMemo(() => readSteps(instance, trace, at), [instance, trace, at]);
  const of = trace.steps.length;
  const [pattern, base] = instance.root;
  const nodes = baseNodes(instance);
  const onFlip = (node: number) => dispatch({ type: 'flip', node });
  return (
    <div className="space-y-4">
      <Transport at={at} of={of} isPlaying={isPlaying} dispatch={dispatch} />
      <p aria-live="polite" className="min-h-12 max-w-prose text-lg leading-snug">
        {reading.sentence}
      </p>
      <div className="grid items-start gap-x-6 gap-y-6 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Tree title="Pattern" note="small number: how many base nodes match">
          <TreePictureView
            instance={instance}
            root={pattern}
            name="Pattern"
            label="Pattern tree. Arrow keys move, Enter changes a colour."
            look={node => patternLook(reading, node)}
            onFlip={onFlip}
          />
        </Tree>
        <Tree title="Base tree" note={baseNote(reading)}>
          <TreePictureView
            instance={instance}
            root={base}
            name="Base"
            label="Base tree. Arrow keys move, Enter changes a colour."
            look={node => baseLook(reading, node)}
            onFlip={onFlip}
          />
          <div className="mt-3">
            <VectorStrip nodes={nodes} matching={reading.matching} />
          </div>
        </Tree>
      </div>
      <p className="text-sm text-muted">
        {([0, 1] as const).map((colour: Colour) => (
          <span key={colour} className="mr-3 whitespace-nowrap">
            <ColourKey colour={colour} /> {colourWords[colour]}
          </span>
        ))}
        Press a node to change its colour. The order of children does not matter, and a base node may have more children
        than the pattern node.
      </p>
      <Provenance kind="computed">
        depth {trace.cost.depth}, the height of the pattern; {trace.cost.calls} isolated calls, {trace.cost.rounds} on
        the <Term word="critical path" />; counted in the journal of this run.{' '}
        {trace.steps.at(-1)?.truth === trace.answer
          ? 'A direct search of the trees gives the same answer.'
          : 'A direct search of the trees gives another answer.'}
      </Provenance>
      <details>
        <summary className="w-fit rounded-sm text-sm font-semibold text-accent">All {of} steps as a table</summary>
        <div className="mt-2">
          <StepTable instance={instance} trace={trace} at={at} onShow={next => dispatch({ type: 'show', at: next })} />
        </div>
      </details>
    </div>
  );
}

/** Unlike `disabled`, `aria-disabled` leaves the focus on the button, so that keyboard users keep their place. */
const onlyIf = (isPossible: boolean) => ({
  'aria-disabled': !isPossible,
  className: 'aria-disabled:cursor-not-allowed aria-disabled:opacity-45',
});

/** Step, Play or Stop, Reset. With reduced motion, a button that shows the end replaces Play. */
function Transport({
  at,
  of,
  isPlaying,
  dispatch,
}: {
  at: number;
  of: number;
  isPlaying: boolean;
  dispatch: (action: ToyAction) => void;
}) {
  const isStill = useReducedMotion();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button icon={<StepForward aria-hidden />} {...onlyIf(at < of)} onClick={() => dispatch({ type: 'step', of })}>
        Step
      </Button>
      {isStill ? (
        <Button
          variant="primary"
          icon={<SkipForward aria-hidden />}
          onClick={() => dispatch({ type: 'show', at: 'end' })}
        >
          To the end
        </Button>
      ) : isPlaying ? (
        <Button variant="primary" icon={<Pause aria-hidden />} onClick={() => dispatch({ type: 'stop' })}>
          Stop
        </Button>
      ) : (
        <Button variant="primary" icon={<Play aria-hidden />} onClick={() => dispatch({ type: 'play', of })}>
          Play
        </Button>
      )}
      <Button
        variant="ghost"
        icon={<RotateCcw aria-hidden />}
        {...onlyIf(at > 0)}
        onClick={() => dispatch({ type: 'show', at: 0 })}
      >
        Reset
      </Button>
      <span className="ml-1 text-sm text-muted">
        step {at} of {of}
      </span>
    </div>
  );
}

const Tree = ({ title, note, children }: { title: string; note: string; children: ReactNode }) => (
  <div className="min-w-0">
    <p className="mb-2 flex flex-wrap items-baseline gap-x-2">
      <span className="font-semibold">{title}</span>
      <span className="text-caption text-muted">{note}</span>
    </p>
    {children}
  </div>
);

function patternLook({ part, focus, solved, occurrence }: Reading, node: number): NodeLook {
  const count = solved.get(node);
  return {
    isRinged: node === focus,
    isBold: occurrence !== null || (part.has(node) && node !== focus),
    tags: count === undefined ? [] : [count],
    ...(count === undefined ? {} : { spoken: `${count} base ${count === 1 ? 'node matches' : 'nodes match'}` }),
  };
}

function baseLook({ matching, matchesChildren, occurrence, focus }: Reading, node: number): NodeLook {
  const isRinged = matching?.has(node) ?? false;
  const under = [...(occurrence ?? [])].find(([, base]) => base === node)?.[0];
  const children = matchesChildren.get(node) ?? [];
  const tags = under === undefined ? children : [under];
  const spoken = [
    isRinged && focus !== null && `matches pattern node ${focus}`,
    under !== undefined && `stands for pattern node ${under}`,
    children.length > 0 && `its part matches pattern ${listed(children)}`,
  ].filter(text => text !== false);
  return {
    isRinged,
    isBold: under !== undefined && under !== focus,
    tags,
    ...(spoken.length > 0 ? { spoken: spoken.join(', ') } : {}),
  };
}

function baseNote({ matching, occurrence, matchesChildren, focus }: Reading): string {
  if (!matching) return 'nothing is marked yet';
  if (occurrence) return 'ring: the pattern occurs here; small numbers: the matching pattern nodes';
  return matchesChildren.size > 0
    ? `ring: matches pattern node ${focus}; small number: a child of it that matches here`
    : `ring: matches pattern node ${focus}`;
}
