/**
 * The site runs a version of the runtime whose own compiled models could not be had where this was written. An older version differs in
 * three things that the site knows of, and in one that it needs. They are changed in a copy of the site only.
 */
export const runtimeVersion = '0.2.79';

const library = 'node_modules/@mlc-ai/web-llm/lib/index.js';

interface Change {
  /** Path in the copy. */
  file: string;
  from: string;
  to: string;
}

/** The package itself is the first of the three: see `site-copy.ts`. */
export const changes: readonly Change[] = [
  // The name of the list of weights before 0.2.80.
  { file: 'lib/engines/webllm/manifest.ts', from: "'tensor-cache.json'", to: "'ndarray-cache.json'" },
  {
    file: 'lib/engines/webllm/library.ts',
    from: "webllmVersion = '0.2.86'",
    to: `webllmVersion = '${runtimeVersion}'`,
  },
  // Since 0.2.86 an answer that is left early frees the lock of its model. The older one keeps it, and the next call waits for ever.
  {
    file: library,
    from: 'asyncGenerate(request, model, pipeline, chatConfig, genConfig, timeReceived) {',
    to: `async *asyncGenerate(request, model, pipeline, ...rest) {
        let isLeft = true;
        try {
            yield* this.generateLocked(request, model, pipeline, ...rest);
            isLeft = false;
        }
        catch (error) {
            isLeft = false;
            throw error;
        }
        finally {
            if (isLeft) {
                if (!pipeline.stopped()) pipeline.triggerStop();
                await this.loadedModelIdToLock.get(model).release();
            }
        }
    }
    generateLocked(request, model, pipeline, chatConfig, genConfig, timeReceived) {`,
  },
  // Its worker does not hear that the reader has left: it ends what was left before the next call.
  {
    file: library,
    from: 'const curGenerator = (yield this.engine.chatCompletion(params.request));',
    to: `for (const answer of this.loadedModelIdToAsyncGenerator.values()) yield answer.return();
                    const curGenerator = (yield this.engine.chatCompletion(params.request));`,
  },
];

/** @throws Error where the text is not there exactly once: the sources have changed, and the copy would not be what it should be */
export function changed(text: string, { file, from, to }: Change): string {
  if (text.split(from).length !== 2) throw new Error(`${file} does not have ${from} exactly once.`);
  return text.replace(from, to);
}
