/**
 * Every known way in which the product fails, by name, with what the user reads: what is wrong and what to do next.
 * `tests/failures.md` lists what provokes each one, and the test that does.
 */
export const failures = {
  cancelled: { sentence: 'Stopped.', next: 'Press Resume to go on; finished calls are not repeated.' },
  'link-malformed': {
    sentence: 'This link is damaged.',
    next: 'Copy the whole link again, or start from the defaults.',
  },
  'link-too-large': {
    sentence: 'This link holds more than an experiment may.',
    next: 'Ask its sender for an experiment file.',
  },
  'link-version': {
    sentence: 'This link was made by a newer Loupe.',
    next: 'Reload the page to get the newest version.',
  },
  'claim-malformed': {
    sentence: 'What this link says of the result cannot be read.',
    next: 'The settings are open: run them to see what comes out.',
  },
  'experiment-invalid': {
    sentence: 'This experiment has a value that is not allowed.',
    next: 'Correct the value that is named.',
  },
  'ready-made-unknown': {
    sentence: 'There is no ready-made experiment of that name.',
    next: 'Choose one from the list of ready-made experiments.',
  },
  'other-panel': {
    sentence: 'This experiment belongs to another page.',
    next: 'Open it from the page that is named.',
  },
  'mirror-refused': {
    sentence: 'The mirror of models that the address names cannot be used.',
    next: 'Models come from Hugging Face. Correct the address behind models= to use the mirror.',
  },
  'run-unreachable': {
    sentence: 'The run cannot be fetched.',
    next: 'Check the address and that its server allows other pages (CORS), or download the file and import it here.',
  },
  'file-malformed': {
    sentence: 'This file is not an experiment or a run.',
    next: 'Choose a .json or .jsonl file that Loupe exported.',
  },
  'file-torn': {
    sentence: 'This file ends in the middle.',
    next: 'What is whole in it is open. Export or download it again to get the rest.',
  },
  'run-damaged': {
    sentence: 'A part of this run cannot be read.',
    next: 'It is left out. Run it again to get it back, or export it anew.',
  },
  'file-too-large': {
    sentence: 'This file is too large.',
    next: 'Choose a .jsonl file of at most 2 GB, or a .json file of at most 20 MB.',
  },
  'number-invalid': { sentence: 'This is not a whole number.', next: 'Use up to 40 digits, 0 to 9, without a sign.' },
  'answer-unparsable': {
    sentence: 'The model answered in a form that could not be read.',
    next: 'Open the node to see its answer.',
  },
  'split-stuck': { sentence: 'The split did not make the problem smaller.', next: 'Try the switch "split by code".' },
  'bound-reached': {
    sentence: 'The model went beyond the bounds of this program.',
    next: 'Open the node to see where; try the switch "split by code" or a shorter answer.',
  },
  'strategy-unfit': { sentence: 'This strategy does not suit this task.', next: 'Choose another strategy or task.' },
  'data-malformed': {
    sentence: 'This data cannot be read.',
    next: 'Correct what is named, or save it as JSONL or CSV in UTF-8.',
  },
  'data-missing': {
    sentence: 'This data is not there.',
    next: 'Import the file that it came from, or check its address.',
  },
  'data-too-large': {
    sentence: 'This data is too large.',
    next: 'Use at most 50 MB: cut the file into parts.',
  },
  'data-unreachable': {
    sentence: 'The data cannot be fetched.',
    next: 'Check the address and that its server allows other pages (CORS), or download the file and choose it here.',
  },
  'store-unavailable': {
    sentence: 'Runs cannot be stored in this browser.',
    next: 'Leave private browsing or free some space.',
  },
  'run-gone': {
    sentence: 'This run is no longer stored.',
    next: 'It was deleted, here or in another tab. Press Run to run its experiment again.',
  },
  'run-elsewhere': {
    sentence: 'This run goes on in another tab.',
    next: 'Follow it here, or take it over: the other tab then stops.',
  },
  'webgpu-missing': { sentence: 'This browser offers no WebGPU.', next: 'Use the embedded model, which needs none.' },
  'insecure-context': { sentence: 'WebGPU needs https or localhost.', next: 'Open this page over https.' },
  'gpu-feature': {
    sentence: 'This GPU lacks what the model needs.',
    next: 'Choose the variant that is marked as fitting.',
  },
  'too-large': {
    sentence: 'This model is too large for this machine.',
    next: 'Choose a smaller model or a shorter context.',
  },
  'download-failed': { sentence: 'The download did not finish.', next: 'Try again; finished parts are kept.' },
  'script-lost': { sentence: 'A part of this page could not be loaded.', next: 'Reload the page to get it.' },
  'new-version': { sentence: 'A new version is ready.', next: 'Reload the page.' },
  'integrity-failed': {
    sentence: 'A downloaded file is not what it should be.',
    next: 'Load it again; if that does not help, delete the model first.',
  },
  'model-file': { sentence: 'The model folder cannot be read.', next: 'Check the file that is named.' },
  'config-unfit': {
    sentence: 'This config.json cannot be computed with.',
    next: 'Correct what is named, or choose a model from the list.',
  },
  'build-mismatch': {
    sentence: 'This build does not match the library\u2019s version.',
    next: 'Reload the page to get the newest version, or choose another model.',
  },
  'model-unsupported': { sentence: 'This kind of model is not supported.', next: 'Choose a Llama-shaped model.' },
  'device-lost': { sentence: 'The GPU was lost.', next: 'Press Resume to go on; finished calls are not repeated.' },
  'worker-died': { sentence: 'The model\u2019s worker stopped unexpectedly.', next: 'Press Resume to start it again.' },
  'model-unloaded': {
    sentence: 'The model was unloaded while a run used it.',
    next: 'Press Resume to load it again; finished calls are not repeated.',
  },
  'timed-out': { sentence: 'The model did not answer in time.', next: 'Try again, or choose a smaller model.' },
  'context-exceeded': {
    sentence: 'The prompt is longer than the model\u2019s context.',
    next: 'Shorten it or choose another model.',
  },
  'schema-unfit': {
    sentence: 'This model cannot be held to the form of answer that is asked for.',
    next: 'Raise "Longest answer" where the detail says so, or choose another model.',
  },
  'endpoint-unreachable': {
    sentence: 'The endpoint cannot be reached.',
    next: 'Check its address, that it runs, and that it allows this page (CORS).',
  },
  'endpoint-unauthorised': { sentence: 'The endpoint refused the key.', next: 'Enter a valid key.' },
  'endpoint-busy': { sentence: 'The endpoint stayed busy.', next: 'Lower the concurrency or try later.' },
  'endpoint-down': {
    sentence: 'The endpoint answers no calls any more.',
    next: 'Press Resume when it works again; finished calls are not repeated.',
  },
  'endpoint-quota': {
    sentence: 'The account at the endpoint has nothing left to spend.',
    next: 'Add credit there, then press Resume; finished calls are not repeated.',
  },
  'endpoint-address': {
    sentence: 'The endpoint answers no calls at this address.',
    next: 'Correct the base URL as the detail says; it usually ends in /v1.',
  },
  'endpoint-redirect': {
    sentence: 'The endpoint sends calls to another address.',
    next: 'If you trust that address, enter it as the base URL.',
  },
  'endpoint-field': {
    sentence: 'The endpoint refuses a setting of this experiment.',
    next: 'Choose another value, or leave temperature and top-p out where the server is entered.',
  },
  'endpoint-refused': { sentence: 'The endpoint refused the request.', next: 'Check the model name and its limits.' },
  'endpoint-protocol': {
    sentence: 'The endpoint\u2019s answer is not in the OpenAI format.',
    next: 'Check the base URL (it usually ends in /v1).',
  },
  'endpoint-cut': {
    sentence: 'The endpoint\u2019s answer broke off.',
    next: 'Run it again; if it stays, read the log of the server.',
  },
  'endpoint-filtered': {
    sentence: 'A filter of the endpoint withheld the answer.',
    next: 'Change the text, or choose another server.',
  },
  'endpoint-no-answer': {
    sentence: 'The endpoint\u2019s reply holds no answer.',
    next: 'Check that this model answers chats without tools, and read the log of the server.',
  },
  'endpoint-overrun': {
    sentence: 'The endpoint wrote far beyond the longest answer.',
    next: 'Check that this server keeps max_tokens.',
  },
  'answer-limit': {
    sentence: 'The prompt and the longest answer together exceed the model\u2019s context.',
    next: 'Lower "Longest answer", or choose a model with a longer context.',
  },
  'reasoning-limit': {
    sentence: 'The model spent the longest answer on its reasoning.',
    next: 'Raise "Longest answer", or turn the reasoning of the model off.',
  },
  'measuring-unsupported': {
    sentence: 'This model cannot be looked into.',
    next: 'Choose an embedded model.',
  },
  'embedding-unsupported': {
    sentence: 'This engine embeds no texts.',
    next: 'Choose another embedder, or the light one that needs no model.',
  },
  'panel-unknown': {
    sentence: 'This copy of Loupe has no such panel.',
    next: 'Reload the page to get the newest version, or check the link.',
  },
  'recording-missing': {
    sentence: 'The recording holds no answer to this call.',
    next: 'Choose a model to run it here.',
  },
  'view-failed': {
    sentence: 'A part of this page cannot be shown.',
    next: 'The rest goes on. If it stays, save the run file and report it with the details.',
  },
  unknown: {
    sentence: 'Something unexpected went wrong.',
    next: 'Try again; if it stays, report it with the detail below.',
  },
} as const satisfies Record<string, { sentence: string; next: string }>;

export type FailureKind = keyof typeof failures;

/**
 * The failures of a model: it answered, and what it wrote counts as a wrong answer. After any other failure nobody knows what it would
 * have answered, because a server, a network, a limit or a fault of the program spoiled the call.
 */
const modelFailures = ['answer-unparsable', 'split-stuck', 'bound-reached'] as const satisfies readonly FailureKind[];

export type ModelFailure = (typeof modelFailures)[number];

/** Whether a failure counts as a wrong answer of the model. Kinds of files may be anything. */
export const isOfTheModel = (kind: string): kind is ModelFailure => (modelFailures as readonly string[]).includes(kind);

/**
 * An error with a name from {@link failures}. `detail` is plain text that says what failed and where. It never holds
 * a key.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly kind: FailureKind,
    readonly detail = '',
    options?: { cause?: unknown },
  ) {
    super(detail ? `${failures[kind].sentence} ${detail}` : failures[kind].sentence, options);
  }
}

/** The plain form of a {@link Failure}, for worker boundaries and stores, which lose the class. */
export interface FailureRecord {
  kind: FailureKind;
  detail: string;
}

/** What is thrown where the script of an `import()` does not come: by the bundler, or by Chromium, Firefox and Safari. */
const isScriptLost = ({ name, message }: Error): boolean =>
  name === 'ChunkLoadError' || /dynamically imported module|importing a module script failed/i.test(message);

/**
 * Converts any thrown value to a {@link Failure}: a Failure stays as it is, an abort becomes `cancelled`, a script that was not loaded
 * `script-lost`, anything else `unknown` with its message.
 */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.name === 'AbortError') return new Failure('cancelled', '', { cause: error });
  if (error instanceof Error && isScriptLost(error)) return new Failure('script-lost', error.message, { cause: error });
  return new Failure('unknown', error instanceof Error ? error.message : String(error), { cause: error });
}

/** Convert a failure to its plain record and back. */
export const toRecord = (failure: Failure): FailureRecord => ({ kind: failure.kind, detail: failure.detail });
export const fromRecord = (record: FailureRecord): Failure => new Failure(record.kind, record.detail);

/** @throws Failure `cancelled` when the signal is aborted */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure('cancelled');
}
