import { asFailure } from '@/lib/core/failure';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import type { ModelConfig } from '@/lib/transformer/config';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import { httpSource } from '@/lib/transformer/sources/http';
import { FileServer } from '../support/file-server';
import { folderWith, hostileFolders } from './hostile-folders';
import { Counts, hold, type Trial, tryAll } from './trial';

const refusals = ['model-file', 'model-unsupported', 'download-failed', 'integrity-failed', 'too-large'];
/** Parameters of a backend that a folder may ask for: the real one has fewer than a thousand. */
const mostParameters = 1e6;

/** Each folder is loaded from a web server into the reference backend, as a person would load it. */
export const folders: Trial = {
  id: 'folders',
  what: 'hostile model folders: each refused by name, nothing is asked of another place, no memory is taken for what is not there',
  async run() {
    const counts = new Counts();
    const server = new FileServer();
    const base = await server.start();
    try {
      const tried = await tryAll(hostileFolders, async changes => {
        server.files = folderWith(changes);
        server.asked.length = 0;
        let isAbandoned = true;
        const start = async (config: ModelConfig) => {
          hold(
            config.vocabSize * config.hiddenSize * config.layers < mostParameters,
            'a backend of this size is begun',
          );
          const builder = await startReferenceBackend(config);
          isAbandoned = false;
          return { ...builder, abandon: () => ((isAbandoned = true), builder.abandon()) };
        };
        const ended = await loadFolder(httpSource(base), start, () => {}, new AbortController().signal).then(
          () => 'loaded',
          (error: unknown) => asFailure(error).kind + (asFailure(error).kind === 'unknown' ? `: ${String(error)}` : ''),
        );
        counts.add(ended.split(':')[0]!);
        hold(refusals.includes(ended), `it ends as ${ended}`);
        hold(isAbandoned, 'its builder is not freed');
        const known = new Set([...Object.keys(server.files), ...mayBeAsked]);
        const other = server.asked.find(name => !known.has(name.split(' ')[0]!));
        hold(other === undefined, `${other} is asked for`);
      });
      return { ...tried, counted: String(counts) };
    } finally {
      server.stop();
    }
  },
};

const mayBeAsked = [
  ...['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json', 'chat_template.jinja'],
  ...['model.safetensors', 'model.safetensors.index.json'],
];
