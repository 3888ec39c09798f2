import { type FailureArea, journal } from './row';

const gpu = 'browser/webgpu-device.test.ts';
const other = 'The run; the embedded model needs no GPU.';

export const machine: FailureArea = {
  title: 'GPU, workers and time',
  rows: [
    {
      what: 'The browser has no WebGPU.',
      sees: 'webgpu-missing',
      kept: other,
      test: [gpu, 'anything, in a browser without WebGPU or on a page that is not secure'],
    },
    {
      what: 'The page came over http.',
      sees: 'insecure-context',
      kept: other,
      test: [gpu, 'anything, in a browser without WebGPU or on a page that is not secure'],
    },
    {
      what: 'The GPU lacks half precision, or a buffer of the size of a tensor.',
      sees: 'gpu-feature',
      kept: 'The run; nothing is downloaded.',
      test: [
        'unit/engines/webllm.test.ts',
        'downloads nothing where the model cannot run, and names the build that can',
      ],
    },
    {
      what: 'The GPU is lost again and again under one call.',
      sees: 'device-lost',
      kept: journal,
      test: [
        'unit/engines/webllm-trouble.test.ts',
        'stops by that name after three losses of one call, and leaves no unit as finished',
      ],
    },
    {
      what: 'The GPU is lost once in the middle of a run.',
      sees: { words: 'The run bar counts the losses; the run goes on.' },
      kept: 'Every answer that came.',
      test: ['unit/workbench/running.test.ts', 'goes on by itself when the GPU is lost, and counts the losses'],
    },
    {
      what: 'The worker of the embedded model ends in the middle of a call.',
      sees: 'worker-died',
      kept: journal,
      test: [
        'browser/transformer.worker.test.ts',
        'is missed when it is terminated in the middle of a call, and started anew',
      ],
    },
    {
      what: 'Another model of WebLLM is loaded, or the model is deleted, in the middle of a run.',
      sees: 'model-unloaded',
      kept: journal,
      test: ['unit/engines/webllm-trouble.test.ts', 'stops and can be resumed, although nobody pressed Stop'],
    },
    {
      what: 'The worker of WebLLM ends while it answers.',
      sees: 'worker-died',
      kept: journal,
      test: ['unit/engines/webllm-trouble.test.ts', 'leaves nothing pending when it dies while it answers'],
    },
    {
      what: 'WebLLM breaks an answer off, and nobody has pressed Stop.',
      sees: 'worker-died',
      kept: journal,
      test: [
        'unit/engines/webllm-trouble.test.ts',
        'is replaced after an answer that ends with %s, which is no answer',
      ],
    },
    {
      what: 'A worker hangs in a loop, as by the template of a model.',
      sees: { words: 'The run goes on: the worker is replaced and the call is sent once more.' },
      kept: 'Every answer that came.',
      test: ['browser/watchdog.test.ts', 'that loops is ended, and its call is sent again to another'],
    },
    {
      what: 'A worker hangs in a loop again and again.',
      sees: 'worker-died',
      kept: journal,
      test: ['browser/watchdog.test.ts', 'that loops again and again ends the call by name'],
    },
    {
      what: 'A model falls silent.',
      sees: 'timed-out',
      kept: journal,
      test: ['unit/engines/webllm-trouble.test.ts', 'is ended and replaced when it falls silent while %s'],
    },
  ],
};
