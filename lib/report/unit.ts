import { counted } from '@/lib/core/in-words';
import { buildTree, isBefore, type TreeScope, type TreeStep } from '@/lib/evaluation/tree';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { UnitReading, UnitResult } from '@/lib/experiment/panel';
import { entryOf } from './call';
import { bytesOf, type Markup, markup } from './markup';
import { inShort, sentenceOf } from './texts';

/** One unit of a run with all that is known of it. */
export interface ReportedUnit {
  name: string;
  /** Undefined while it has not ended. */
  result: UnitResult | undefined;
  entries: readonly JournalEntry[];
  /** Undefined where its panel does not read units. */
  reading: UnitReading | undefined;
}

/** Bytes that are left for steps. The first that finds no room is left out with all that follow, and they are counted. */
interface Room {
  bytes: number;
  leftOut: number;
}

/**
 * A unit as one section that unfolds: how it ended, and its steps as the program nests them.
 *
 * @param bytes that it may take
 */
export function unitMarkup({ name, result, entries, reading }: ReportedUnit, bytes: number, isOpen: boolean): Markup {
  const endings = endingsOf(result, reading);
  const head = markup`<summary><h3>${inShort(name, 200)}</h3> <span class="facts">${counted(entries.length, 'step')}</span></summary>
    ${reading?.about && markup`<p>${inShort(reading.about, 600)}</p>`}
    <ul>${endings.slice(0, mostEndings).map(ending => markup`<li>${inShort(ending, 600)}</li>`)}</ul>
    ${endings.length > mostEndings && markup`<p class="cut">${counted(endings.length - mostEndings, 'further line')} of this unit are left out.</p>`}`;
  const room: Room = { bytes: bytes - bytesOf(head.text) - 500, leftOut: 0 };
  const verdicts = reading?.verdicts ?? new Map();
  const steps = scopeParts(buildTree(entries, [name]), verdicts, room);
  return markup`<details class="unit"${isOpen && markup` open`}>
    ${head}
    ${steps}
    ${room.leftOut > 0 && markup`<p class="cut">${counted(room.leftOut, 'step')} of this unit are left out, so that the report stays small. The run file has them.</p>`}
  </details>
`;
}

/** Lines on how a unit ended that are shown: a file may hold any number. */
const mostEndings = 100;

function endingsOf(result: UnitResult | undefined, reading: UnitReading | undefined): readonly string[] {
  if (!result) return ['It had not ended.'];
  if (result.failure) return [sentenceOf(result.failure)];
  return reading?.endings ?? [`Result: ${JSON.stringify(result.value)}`];
}

type Verdicts = UnitReading['verdicts'];

/** What stands in a scope, in the order of its program. */
function scopeParts(scope: TreeScope<JournalEntry>, verdicts: Verdicts, room: Room): Markup[] {
  const step = (each: TreeStep<JournalEntry>) => stepParts(each, verdicts, room);
  return [
    ...scope.steps.filter(each => isBefore(each, scope)).flatMap(step),
    ...scope.scopes.flatMap((inner): Markup[] => {
      const parts = scopeParts(inner, verdicts, room);
      if (parts.length === 0) return [];
      room.bytes -= bytesOf(inner.name) + 100;
      return [markup`<details class="scope"><summary>${inner.name}</summary>${parts}</details>\n`];
    }),
    ...scope.steps.filter(each => !isBefore(each, scope)).flatMap(step),
  ];
}

function stepParts({ key, name, item }: TreeStep<JournalEntry>, verdicts: Verdicts, room: Room): Markup[] {
  const part = room.leftOut > 0 ? undefined : entryOf(item, name, verdicts.get(key) ?? 'unknown');
  const bytes = part ? bytesOf(part.text) : 0;
  if (!part || bytes > room.bytes) {
    room.leftOut++;
    return [];
  }
  room.bytes -= bytes;
  return [part];
}
