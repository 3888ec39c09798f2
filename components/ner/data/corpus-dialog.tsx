'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/notice';
import { useActions } from '@/components/workbench/context';
import { DataList } from '@/components/workbench/data/data-list';
import { SourceStep } from '@/components/workbench/data/source-step';
import { useKeptData } from '@/components/workbench/data/use-kept-data';
import { useWork } from '@/components/workbench/data/use-work';
import { WorkProgress } from '@/components/workbench/data/work-progress';
import { blobsOf, type NamedBlob, type Source } from '@/lib/data/source';
import { settingAt, type SettingPath } from '@/lib/experiment/fields';
import { formats } from '@/lib/panels/ner/formats/index';
import { type ReadCorpus, readCorpus, type ReadCorpusOptions } from '@/lib/panels/ner/formats/read';
import { ownCorpora } from '@/lib/panels/ner/own/corpora';
import { factsOf } from '@/lib/panels/ner/own/facts';
import { type StoredCorpus, storedCorpus } from '@/lib/panels/ner/own/stored';
import { usePanel } from '../use-panel';
import { CorpusReview } from './corpus-review';

/** What of a file its reader may choose. */
export type Choices = Pick<ReadCorpusOptions, 'format' | 'scheme' | 'unit' | 'decoding'>;

/** A corpus that was read, and what it was read from, so that it can be read in another way. */
interface Read {
  blobs: readonly NamedBlob[];
  choices: Choices;
  read: ReadCorpus;
  stored: StoredCorpus;
}

const endings = [...new Set(formats.flatMap(({ extensions }) => extensions))].map(ending => `.${ending}`).join(',');

const pasted = { label: 'Sentences', hint: 'One sentence a line, or the content of a file in one of these formats.' };

/** Chooses or imports a corpus for the setting at `path`. Nothing of it leaves this machine. */
export function CorpusDialog({ path, onClose }: { path: SettingPath; onClose: () => void }) {
  const wanted = usePanel(state => String(settingAt(state.experiment.settings, path)));
  const { set } = useActions();
  const kept = useKeptData(ownCorpora);
  const [found, setFound] = useState<Read>();
  const work = useWork();
  const choose = ({ hash }: { hash: string }) => {
    set(path, hash);
    onClose();
  };
  const read = (blobs: () => Promise<readonly NamedBlob[]>, choices: Choices) =>
    void work.run(async (signal, onProgress) => {
      const all = await blobs();
      const corpus = await readCorpus(all, { signal, onProgress, ...choices });
      setFound({ blobs: all, choices, read: corpus, stored: await storedCorpus(corpus, signal) });
    });
  const open = (source: Source) => read(() => blobsOf(source, {}), {});
  return (
    <Dialog
      title="Corpus"
      description="Your sentences stay in this browser. A link carries only their fingerprint."
      onClose={onClose}
    >
      <div className="space-y-5">
        {work.failure !== null && <FailureNotice failure={work.failure} />}
        {work.isBusy ? (
          <WorkProgress step={work.step} onStop={work.stop} />
        ) : found ? (
          <CorpusReview
            key={found.stored.hash}
            {...found}
            wanted={wanted}
            onRead={choices => read(async () => found.blobs, choices)}
            onKept={choose}
          />
        ) : (
          <>
            <DataList
              kept={kept}
              current={wanted}
              facts={({ sentences, annotated, labels, format }) =>
                `${format}: ${factsOf(sentences, annotated, labels.length)}`
              }
              empty="None yet. Import a file below."
              onChoose={choose}
              onRemove={ownCorpora.remove}
            />
            <SourceStep
              title="Import your own"
              formats={formats.map(({ title }) => title).join(', ')}
              hint="The format is recognised. A text and its annotations (.txt and .ann of brat) are chosen together."
              accept={endings}
              several
              text={pasted}
              onRead={open}
            />
          </>
        )}
        {!work.isBusy && found && (
          <Button
            variant="ghost"
            size="small"
            onClick={() => {
              work.clear();
              setFound(undefined);
            }}
          >
            Start again with another file
          </Button>
        )}
      </div>
    </Dialog>
  );
}
