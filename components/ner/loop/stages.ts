import type { ComponentType } from 'react';
import { lazily } from '@/components/ui/lazily';
import { AnnotateMini } from '../annotate/mini';
import { InferMini } from '../infer/mini';
import { RetrieveMini } from '../retrieve/mini';
import { SelectMini } from '../select/mini';
import type { StageProps } from './use-loop';

export interface Stage {
  id: string;
  title: string;
  /** What happens in it, in a few words. */
  summary: string;
  Mini: ComponentType<StageProps>;
  Content: ComponentType<StageProps>;
}

/** The four stages of the loop, in their order. */
export const stages: readonly Stage[] = [
  {
    id: 'annotate',
    title: 'Annotate',
    summary: 'Several answers a sentence vote on its entities.',
    Mini: AnnotateMini,
    Content: lazily(() => import('../annotate/stage').then(module => module.AnnotateStage)),
  },
  {
    id: 'select',
    title: 'Select',
    summary: 'What the answers agree on stays.',
    Mini: SelectMini,
    Content: lazily(() => import('../select/stage').then(module => module.SelectStage)),
  },
  {
    id: 'retrieve',
    title: 'Retrieve',
    summary: 'Similar sentences are shown to the model.',
    Mini: RetrieveMini,
    Content: lazily(() => import('../retrieve/stage').then(module => module.RetrieveStage)),
  },
  {
    id: 'infer',
    title: 'Infer',
    summary: 'The model is asked about the test sentences.',
    Mini: InferMini,
    Content: lazily(() => import('../infer/stage').then(module => module.InferStage)),
  },
];
