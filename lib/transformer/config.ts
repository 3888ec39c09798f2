/** The shape of a Llama-family model, in our words; `config.json` is read into it. Stage-one subset. */
export interface ModelConfig {
  vocabSize: number;
  hiddenSize: number;
  intermediateSize: number;
  layers: number;
  heads: number;
  kvHeads: number;
  headDim: number;
  /** Longest sequence, in tokens. */
  context: number;
  ropeTheta: number;
  rmsNormEps: number;
  /** The output matrix is the embedding. */
  tiedEmbedding: boolean;
  /** Token ids that end an answer. */
  endTokens: number[];
}
