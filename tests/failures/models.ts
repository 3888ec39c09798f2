import { type FailureArea, page } from './row';

const folder = 'unit/transformer/folder.test.ts';
const parts = 'What is downloaded: the next try fetches the rest.';

export const models: FailureArea = {
  title: 'Models and their files',
  rows: [
    {
      what: 'The server of a model is away, hangs up or goes on failing.',
      sees: 'download-failed',
      kept: parts,
      test: ['unit/transformer/remote.test.ts', 'gives up on a server that goes on failing, and keeps what came'],
    },
    {
      what: 'A connection breaks in the middle of a download.',
      sees: { words: 'The progress goes on.' },
      kept: parts,
      test: ['unit/transformer/remote.test.ts', 'goes on where a connection broke, without being asked to'],
    },
    {
      what: 'A part of a download is damaged in the cache.',
      sees: { words: 'Nothing: the part is fetched again.' },
      kept: 'All other parts.',
      test: ['unit/transformer/remote.test.ts', 'fetches a damaged part again, and only that'],
    },
    {
      what: 'A downloaded file is not what its hash says.',
      sees: 'integrity-failed',
      kept: 'No byte of it.',
      test: ['unit/transformer/published.test.ts', 'refuses a %s that is not what the list says'],
    },
    {
      what: 'A file of a model folder is missing.',
      sees: 'model-file',
      kept: 'The run; another model can be chosen.',
      test: [folder, 'names %s if it is missing'],
    },
    {
      what: 'A server sends a page of HTML in place of a file of a model.',
      sees: 'model-file',
      kept: 'The run; what made no sense is not kept in the cache.',
      test: [folder, 'names %s if it is a page of HTML'],
    },
    {
      what: 'A server sends a page of HTML in place of a file of a WebLLM model.',
      sees: 'integrity-failed',
      kept: 'All other files of the model; the page is not kept.',
      test: [
        'unit/engines/webllm-trouble.test.ts',
        'is refused by the name of the file where that is %s, and loads the next time',
      ],
    },
    {
      what: 'A config.json lacks a field of the calculator, has an absurd one, or a type of layer that is not known.',
      sees: 'config-unfit',
      kept: 'The model that was computed with before.',
      test: ['unit/panels/kv-cache/calculator-config.test.ts', 'is refused by a sentence where %s'],
    },
    {
      what: 'A safetensors file lies about its tensors, or is any bytes.',
      sees: 'model-file',
      kept: 'The memory: no tensor is larger than the file.',
      test: [
        'unit/transformer/safetensors.test.ts',
        'gives a named failure, or as many values as it says, for any bytes',
      ],
    },
    {
      what: 'The index of a folder names a file outside of it, or one that is no weights.',
      sees: 'model-file',
      kept: 'The run; the file is not asked for.',
      test: [folder, 'is refused where its index %s'],
    },
    {
      what: 'A folder holds another kind of model.',
      sees: 'model-unsupported',
      kept: 'The run; no weights are asked for.',
      test: [folder, 'asks for no weights where the config is refused'],
    },
    {
      what: 'A model and its cache need more memory than there is.',
      sees: 'too-large',
      kept: 'The run; no token is read.',
      test: ['unit/transformer/wasm-memory.test.ts', 'is named when the cache does not fit, and no token is read then'],
    },
    {
      what: 'A build of WebLLM was made for another version of the library.',
      sees: 'build-mismatch',
      kept: 'The run; another model can be chosen.',
      test: ['unit/engines/webllm-errors.test.ts', '%s'],
    },
    {
      what: 'An experiment embeds texts and the engine embeds none.',
      sees: 'embedding-unsupported',
      kept: 'Every answer that came.',
      test: ['unit/experiment/phases.test.ts', 'stops the run with the reason on an engine without embeddings'],
    },
    {
      what: 'An experiment looks into a model, and the engine does not let it.',
      sees: 'measuring-unsupported',
      kept: 'Every answer that came.',
      test: ['unit/experiment/measure.test.ts', 'stops the run with the reason on an engine that cannot measure'],
    },
    {
      what: 'A budget of the KV cache has no room for what a policy protects.',
      sees: 'experiment-invalid',
      kept: page,
      test: ['unit/transformer/policies/refusals.test.ts', 'is refused where what is protected does not fit'],
    },
    {
      what: 'A policy reads a text twice that fits into the context only once.',
      sees: 'context-exceeded',
      kept: 'The sequence as it was, and all other policies.',
      test: [
        'unit/transformer/policies/kvzip.test.ts',
        'refuses a text that does not fit twice, by name, and this alone: all goes on as it was',
      ],
    },
  ],
};
