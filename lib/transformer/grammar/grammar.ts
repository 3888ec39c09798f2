import { Failure } from '@/lib/core/failure';
import { canonical, type JsonSchema } from '@/lib/core/json';
import { Automaton } from './automaton';
import { graphOfSchema } from './json-schema';
import { type TokenBytes, Vocabulary } from './vocabulary';

/** Bytes of masks that a grammar keeps. */
const mostMaskBytes = 16 * 2 ** 20;

/** Grammars that are kept: a run asks for few forms. */
const mostGrammars = 8;

/**
 * A schema compiled for the tokens of a model (Willard and Louf, arXiv 2307.09702): which tokens may come is looked up by the state of an
 * automaton, and is computed once a state.
 */
export class Grammar {
  private readonly automaton: Automaton;
  private readonly masks = new Map<string, Uint32Array>();

  /** @throws Failure `schema-unfit` */
  constructor(
    schema: JsonSchema,
    private readonly vocabulary: Vocabulary,
    private readonly endTokens: readonly number[],
  ) {
    const { graph, start } = graphOfSchema(schema);
    this.automaton = new Automaton(graph, start, vocabulary.hasByte);
    if (this.shortest === Infinity)
      throw new Failure('schema-unfit', 'The tokens of this model cannot write the form.');
  }

  /** Enough tokens for an answer, its end token included. */
  get shortest(): number {
    return this.automaton.distance(0) + 1;
  }

  begin(): Constraint {
    return new Constraint(this);
  }

  /**
   * Tokens that may come in a state, a bit each. What they lead to can be completed byte by byte within `remaining` tokens, this one and an
   * end token included; so an answer that has enough tokens at its beginning has enough to its end.
   */
  allowed(state: number, remaining: number): Uint32Array {
    const limit = Math.min(remaining - 2, this.automaton.farthest);
    const key = `${state} ${limit}`;
    const known = this.masks.get(key);
    if (known) return known;
    const mask = this.vocabulary.allowed(this.automaton, state, limit);
    if (this.automaton.accepts(state)) for (const id of this.endTokens) mask[id >>> 5]! |= 1 << (id & 31);
    if (this.masks.size * mask.byteLength > mostMaskBytes) this.masks.clear();
    this.masks.set(key, mask);
    return mask;
  }

  /** Whether so few tokens remain that they may rule out what the schema allows. */
  isTight(remaining: number): boolean {
    return remaining - 2 < this.automaton.farthest;
  }

  next(state: number, token: number): number {
    return this.vocabulary.follow(this.automaton, state, token);
  }
}

/** Where one answer stands in its grammar. */
export class Constraint {
  private state = 0;

  constructor(private readonly grammar: Grammar) {}

  /** As {@link Grammar.allowed}; without `remaining`, as if there were tokens without end. */
  allowed(remaining = Infinity): Uint32Array {
    return this.grammar.allowed(this.state, remaining);
  }

  isTight(remaining: number): boolean {
    return this.grammar.isTight(remaining);
  }

  /** Adds a token that {@link allowed} holds; no end token. */
  accept(token: number): void {
    this.state = this.grammar.next(this.state, token);
  }
}

/** Compiles schemas for one model, and keeps the latest. */
export class Grammars {
  private vocabulary: Vocabulary | undefined;
  private readonly kept = new Map<string, Grammar>();

  /** @param tokens asked once, when the first schema comes; null for a tokenizer whose tokens are no bytes */
  constructor(
    private readonly tokens: (() => TokenBytes) | null,
    private readonly vocabSize: number,
    private readonly endTokens: readonly number[],
  ) {}

  /** @throws Failure `schema-unfit` */
  of(schema: JsonSchema): Grammar {
    this.vocabulary ??= this.openVocabulary();
    const key = canonical(schema);
    const grammar = this.kept.get(key) ?? new Grammar(schema, this.vocabulary, this.endTokens);
    // The latest stands last.
    this.kept.delete(key);
    this.kept.set(key, grammar);
    const [oldest] = this.kept.keys();
    if (this.kept.size > mostGrammars && oldest !== undefined) this.kept.delete(oldest);
    return grammar;
  }

  private openVocabulary(): Vocabulary {
    if (!this.tokens) throw new Failure('schema-unfit', 'The tokenizer of this model is not of the byte-level kind.');
    if (this.endTokens.length === 0) throw new Failure('schema-unfit', 'This model has no end token.');
    return new Vocabulary(this.tokens(), this.vocabSize);
  }
}
