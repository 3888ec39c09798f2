/**
 * Fixed versions of WebLLM's builds. The library of builds names branches, whose files can change under the same address.
 *
 * What a pin fixes: `revision` fixes every file of the build's repository on Hugging Face, weights included, as far as the host is trusted.
 * `integrity` is checked by the library itself, which refuses a file that differs; its records (0.2.86) take hashes of the configuration,
 * of the tokenizer and of the compiled model, and have no place for hashes of the weights. `libraryRevision` fixes the repository of the
 * compiled models.
 */
export interface Pin {
  /** Commit of `mlc-ai/<id>` on Hugging Face: 40 hexadecimal digits. */
  revision: string;
  /** Commit of `mlc-ai/binary-mlc-llm-libs` on GitHub. */
  libraryRevision?: string;
  /** Each `sha256-` and the hash in base64, as in Subresource Integrity. */
  integrity?: { config?: string; model_lib?: string; tokenizer?: Record<string, string> };
}

export type Pins = Readonly<Record<string, Pin>>;

/**
 * By the id of a build. Empty: neither host could be reached where this was written, and a hash that nobody has computed from the file is
 * none. Until a build has a pin, its files are those of the branch `main` at the time of the download.
 */
export const pins: Pins = {};

/** The revision of a build's repository on Hugging Face. */
export const revisionOf = (id: string, known: Pins = pins): string => known[id]?.revision ?? 'main';

/** The used part of the library's `ModelRecord`. */
interface ModelRecord {
  model: string;
  model_id: string;
  model_lib: string;
}

/** The library's list of builds, in which every build with a pin names its revision and its hashes. */
export const withPins = <R extends ModelRecord>(records: readonly R[], known: Pins = pins): R[] =>
  records.map(record => {
    const pin = known[record.model_id];
    if (!pin) return record;
    const { revision, libraryRevision, integrity } = pin;
    return {
      ...record,
      model: `${record.model.replace(/\/$/, '')}/resolve/${revision}/`,
      ...(libraryRevision && {
        model_lib: record.model_lib.replace('/binary-mlc-llm-libs/main/', `/binary-mlc-llm-libs/${libraryRevision}/`),
      }),
      ...(integrity && { integrity: { ...integrity, onFailure: 'error' as const } }),
    };
  });
