'use client';

import { useState } from 'react';
import { Select } from '@/components/ui/select';
import type { RunView } from '@/components/workbench/state';
import { annotationOf, type HandAnnotations } from '@/lib/panels/ner/hand/annotation';
import { corpusByHand, type Scope, withCorpusFacts } from '@/lib/panels/ner/hand/corpus';
import { registry } from '@/lib/panels/ner/registry';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { WriteForm } from '../data/write-form';

/** Saves the annotations of the person as a corpus, in any format that the page reads. */
export function ExportForm({
  run: { experiment },
  rows,
  labels,
  byHand,
}: {
  run: RunView<NerSettings>;
  rows: readonly AnnotationRow[];
  labels: readonly string[];
  byHand: HandAnnotations;
}) {
  const [scope, setScope] = useState<Scope>('mine');
  const mine = rows.filter(({ sentence }) => annotationOf(byHand, sentence)).length;
  const count = scope === 'mine' ? mine : rows.length;
  const take = async () => {
    const sentences = await withCorpusFacts(
      rows.map(({ sentence }) => sentence),
      experiment,
      registry,
    );
    return { corpus: corpusByHand(experiment.settings.corpus, labels, sentences, byHand, scope), absent: 0 };
  };
  return (
    <section className="space-y-2">
      <h3 className="text-lg font-semibold">Save as a corpus</h3>
      <WriteForm
        what={scope}
        action={`Save ${count.toLocaleString('en')} sentence${count === 1 ? '' : 's'}`}
        isDisabled={count === 0}
        take={take}
      >
        <Select
          label="Sentences"
          hint={scope === 'all' ? 'Where you annotated nothing, the gold of the corpus, or none.' : undefined}
          value={scope}
          onChange={next => setScope(next as Scope)}
          options={[
            { value: 'mine', label: `annotated by you (${mine.toLocaleString('en')})` },
            { value: 'all', label: `all of this run (${rows.length.toLocaleString('en')})` },
          ]}
        />
      </WriteForm>
    </section>
  );
}
