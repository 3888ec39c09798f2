import { Failure, throwIfCancelled } from '@/lib/core/failure';
import type { ModelConfig } from '../config';
import { metadataFiles, readConfig, readEndTokens } from '../config';
import type { Backend, BackendBuilder } from '../contract';
import { openAhead } from '../sources/ahead';
import type { FileSource, OnBytes, OpenFile } from '../sources/source';
import { readWhole } from '../sources/source';
import { NotGiven } from '../sources/web-page';
import type { Tokenizer } from '../tokenizer';
import { createTokenizer, hasChatTemplate } from '../tokenizer';
import type { Expected } from '../weights';
import { checkMissing, checkShapes, checkUnused, storedTensors } from '../weights';
import { FolderProgress } from './progress';
import { openSafetensors, quote } from './safetensors';
import { indexName, readIndex } from './shards';
import { streamTensors } from './weight-stream';

/** A checked model folder that is ready to compute. */
export interface LoadedModel {
  config: ModelConfig;
  tokenizer: Tokenizer;
  backend: Backend;
}

/**
 * Largest size of each file that is read as a whole, in bytes: far above what models for a browser need, and low
 * enough not to exhaust its memory.
 */
const limits = {
  'config.json': 1e6,
  'generation_config.json': 1e6,
  'tokenizer_config.json': 4e6,
  'chat_template.jinja': 1e6,
  'tokenizer.json': 64e6,
  [indexName]: 16e6,
};
type SmallFile = keyof typeof limits;

/** Largest size of any other small file. */
const metadataLimit = 1e6;

const weightsName = 'model.safetensors';

/** The files that nearly every folder has. */
const neededNames = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'generation_config.json', weightsName];

/**
 * Reads a Hugging Face folder into a backend. Checks the config first, then the tokenizer, and only then requests
 * weights, unless the source may open files ahead. Weights go to the builder block by block as they arrive, from
 * `model.safetensors` or from the files of `model.safetensors.index.json`.
 *
 * @param start creates the builder; its config has all end tokens that the folder names
 * @param onBytes counts over all files; the total is null until the size of the weights is known
 * @throws Failure `download-failed`, `integrity-failed`, `model-file`, `model-unsupported`, `cancelled`, or what the
 *   builder throws; the builder is abandoned then
 */
export async function loadFolder(
  source: FileSource,
  start: (config: ModelConfig) => Promise<BackendBuilder>,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<LoadedModel> {
  const ahead = source.mayOpenAhead ? openAhead(source, neededNames, signal) : null;
  const folder = new Folder(ahead ?? source, new FolderProgress(onBytes), signal);
  try {
    const own = await folder.config();
    const tokenizer = await folder.tokenizer(own.vocabSize);
    const moreEndTokens = readEndTokens(await folder.optionalText('generation_config.json'), own.vocabSize);
    const endTokens = [
      ...own.endTokens,
      ...moreEndTokens,
      ...(tokenizer.endToken === undefined ? [] : [tokenizer.endToken]),
    ];
    const config = { ...own, endTokens: [...new Set(endTokens)] };
    const builder = await start(config);
    try {
      throwIfCancelled(signal);
      await folder.weights(config, builder);
      await source.commit?.();
      throwIfCancelled(signal);
    } catch (error) {
      builder.abandon();
      throw error;
    }
    return { config, tokenizer, backend: await builder.finish() };
  } catch (error) {
    const isCorrupt = error instanceof Failure && (error.kind === 'model-file' || error.kind === 'integrity-failed');
    // What was not handed out says nothing against what is kept.
    if (isCorrupt && !(error instanceof NotGiven)) await source.invalidate?.();
    throw error;
  } finally {
    ahead?.end();
  }
}

/** Reads one folder once. */
class Folder {
  private readonly source: FileSource;
  /** Why the server did not hand out a file. */
  private readonly notGiven = new Map<string, NotGiven>();

  constructor(
    source: FileSource,
    private readonly progress: FolderProgress,
    private readonly signal: AbortSignal,
  ) {
    this.source = {
      open: (name, opening) =>
        source.open(name, opening).catch((error: unknown) => {
          if (!(error instanceof NotGiven)) throw error;
          this.notGiven.set(name, error);
          return null;
        }),
    };
  }

  private missing(name: string): Failure {
    return this.notGiven.get(name) ?? new Failure('model-file', `${name} is missing.`);
  }

  /**
   * Reads the text of a required file.
   * @throws Failure `model-file` where it is missing
   */
  async text(name: SmallFile): Promise<string> {
    const text = await this.optionalText(name);
    if (text === null) throw this.missing(name);
    return text;
  }

  async config(): Promise<ModelConfig> {
    const text = await this.text('config.json');
    const metadata = new Map<string, string>();
    for (const name of metadataFiles(text)) {
      const content = await this.optionalText(name);
      if (content !== null) metadata.set(name, content);
    }
    return readConfig(text, metadata);
  }

  async tokenizer(vocabSize: number): Promise<Tokenizer> {
    const [definition, settings] = await Promise.all([this.text('tokenizer.json'), this.text('tokenizer_config.json')]);
    // Since Transformers 4.52 the template has a file of its own.
    const template = hasChatTemplate(settings) ? null : await this.optionalText('chat_template.jinja');
    return createTokenizer(definition, settings, template ?? undefined, vocabSize);
  }

  async weights(config: ModelConfig, builder: BackendBuilder): Promise<void> {
    const single = await this.source.open(weightsName, this.signal);
    if (single) {
      this.progress.setRemaining(0);
      return this.stream(weightsName, single, builder, stored => {
        const expected = storedTensors(config, stored);
        checkMissing(weightsName, stored, expected);
        return expected;
      });
    }
    const index = await this.optionalText(indexName);
    if (index === null) throw this.missing(weightsName);
    const { files, bytes } = readIndex(index);
    const listed = new Set([...files.values()].flatMap(names => [...names]));
    const expected = storedTensors(config, listed);
    checkMissing(indexName, listed, expected);
    checkUnused(
      [...listed].map(name => ({ name })),
      expected,
    );
    let rest = bytes;
    for (const [name, names] of files) {
      const file = await this.source.open(name, this.signal);
      if (!file) throw this.missing(name);
      if (rest !== null) rest = Math.max(0, rest - (file.size ?? 0));
      this.progress.setRemaining(rest);
      await this.stream(name, file, builder, stored => {
        const lost = [...names].find(one => !stored.has(one));
        if (lost !== undefined) throw new Failure('model-file', `${name}: tensor ${quote(lost)} is missing.`);
        const extra = [...stored].find(one => !names.has(one));
        if (extra !== undefined)
          throw new Failure('model-file', `${name}: tensor ${quote(extra)} is not in ${indexName}.`);
        return expected;
      });
    }
  }

  /** @param check is given the names of the tensors in the file, and returns those of the model by these names */
  private async stream(
    name: string,
    file: OpenFile,
    builder: BackendBuilder,
    check: (stored: ReadonlySet<string>) => ReadonlyMap<string, Expected>,
  ): Promise<void> {
    try {
      const opened = await openSafetensors(name, this.counted(name, file), file.size);
      const expected = check(new Set(opened.tensors.map(tensor => tensor.name)));
      checkUnused(opened.tensors, expected);
      checkShapes(opened, expected);
      await streamTensors(
        opened,
        one => expected.get(one)?.name,
        rows => builder.put(rows),
        this.signal,
      );
    } finally {
      await file.close();
    }
  }

  async optionalText(name: string): Promise<string | null> {
    const bytes = await readWhole(this.source, name, {
      limit: limits[name as SmallFile] ?? metadataLimit,
      onBytes: this.progress.file(name),
      signal: this.signal,
    });
    return bytes && new TextDecoder().decode(bytes);
  }

  /** Passes the pieces on, counts their bytes and stops after a cancel. */
  private async *counted(name: string, { size, isLocal, pieces }: OpenFile): AsyncIterable<Uint8Array> {
    const count = this.progress.file(name);
    let loaded = 0;
    count(0, size, isLocal);
    for await (const piece of pieces) {
      throwIfCancelled(this.signal);
      yield piece;
      loaded += piece.byteLength;
      count(loaded, size !== null && loaded > size ? null : size, isLocal);
    }
    throwIfCancelled(this.signal);
    count(loaded, loaded, isLocal);
  }
}
