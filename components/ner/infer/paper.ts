import { pText } from '@/components/workbench/evaluation/words';
import { counted, listed } from '@/lib/core/in-words';
import type { SystemScore } from '@/lib/panels/ner/report/comparison';
import type { Round } from '@/lib/panels/ner/report/rounds';
import type { Verdict } from '@/lib/panels/ner/report/verdict';
import { points } from './words';

/** What a run can say of the findings of the paper. */
export interface Found {
  verdict: Verdict;
  /** Of all conditions, by the metric of the verdict. */
  scores: readonly SystemScore[];
  rounds: readonly Round[];
  /** Sentences that the model annotated. */
  annotated: number;
}

/** A finding of the abstract of arXiv 2311.08921, and the same of a run. */
export interface Finding {
  paper: string;
  here(found: Found): string;
}

const f1 = ({ evaluation }: SystemScore): number => evaluation.total.score.f1 ?? 0;

export const findings: readonly Finding[] = [
  {
    paper: 'Demonstrations that the model annotated itself clearly improve its zero-shot NER.',
    here({ verdict: { none, best, ways, difference, p, isMoreThanChance } }) {
      const which = `${best.system.title}${ways > 1 ? `, the best of ${ways} ways` : ''}`;
      const moved = `${points(f1(none))} to ${points(f1(best))} (${which}, ${pText(p)})`;
      if (!isMoreThanChance) return `Not shown: F1 goes from ${moved}, which may be chance.`;
      return difference > 0 ? `The same: F1 rises from ${moved}.` : `The opposite: F1 falls from ${moved}.`;
    },
  },
  {
    paper: 'More rounds, or more sentences to annotate, do not by themselves improve it further.',
    here({ rounds, annotated }) {
      if (rounds.length < 2)
        return `Not asked: this run has one round, over ${counted(annotated, 'sentence')}. Another number of rounds or sentences makes another run.`;
      const right = rounds.map(({ additions }) => {
        const entities = additions.reduce((sum, one) => sum + one.entities, 0);
        const count = additions.reduce((sum, one) => sum + one.right, 0);
        return entities === 0 ? 'none' : `${((100 * count) / entities).toFixed(0)} %`;
      });
      return `Of the entities that its ${rounds.length} rounds added, ${listed(right)} are right, in this order.`;
    },
  },
  {
    paper: 'A better choice of what to keep may still improve it.',
    here({ verdict: { best }, scores }) {
      const gold = scores.filter(({ system }) => system.source === 'gold').map(f1);
      if (gold.length === 0) return 'Not asked: this run has no gold demonstrations.';
      const most = Math.max(...gold);
      const room = most - f1(best);
      const reached = `gold demonstrations reach F1 ${points(most)}`;
      return room > 0
        ? `There is room: ${reached}, ${points(room)} points above the best of its own.`
        : `No room by this measure: ${reached}, and the best of its own ${points(f1(best))}.`;
    },
  },
];
