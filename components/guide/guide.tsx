import type { ReactNode } from 'react';
import Link from 'next/link';
import { ArrowRight } from 'lucide-react';
import { panels } from '@/lib/panels/index';
import readyMade from '@/public/experiments/index.json';
import { CacheFigure } from './cache-figure';
import { ChanceFigure } from './chance-figure';
import { IntervalFigure } from './interval-figure';
import { CallFigure, TokenFigure } from './still-figures';

/** The address of a ready-made experiment. @throws Error where there is none of this name */
function runHref(file: string): string {
  const found = readyMade.find(one => one.file === file);
  if (!found) throw new Error(`There is no ready-made experiment ${file}.`);
  return `/${found.panel}/?run=${file}`;
}

/** The ideas that a reader needs, in plain words, each with a figure and a place where it can be seen at work. */
export function Guide() {
  return (
    <div className="space-y-14">
      <Questions />
      <Idea title="Model" see={{ href: '/', words: 'What the models here can do' }}>
        <p>
          A language model is a program that has read much text and guesses how a text goes on. It does nothing else. To
          make it answer a question, one gives it a text to which the answer is the likeliest end.
        </p>
        <p>
          The models that come with Loupe are very small, so that they run in your browser at once. They know one thing
          each, and they make mistakes that are worth looking at.
        </p>
      </Idea>
      <Idea
        title="Token"
        figure={<TokenFigure />}
        see={{ href: runHref('kv-needles.jsonl.gz'), words: 'A text token by token' }}
      >
        <p>
          A model does not read letters or words but tokens: pieces of text that often occur. Common words are one
          token, rare names fall into several, and numbers often into digits. Prices, speeds and limits are counted in
          tokens.
        </p>
      </Idea>
      <Idea
        title="Prompt and call"
        figure={<CallFigure />}
        see={{ href: runHref('one-multiplication.json'), words: 'All calls of a problem, press one to read it' }}
      >
        <p>
          The text that one gives the model is the prompt. Sending it and getting the answer is one call. The model
          remembers nothing between two calls: what it shall know must be in the prompt.
        </p>
        <p>
          A method can ask once, or split a problem and ask many times. Loupe shows every call of a method as a tree.
        </p>
      </Idea>
      <Idea
        title="Temperature and seed"
        figure={<ChanceFigure />}
        see={{ href: runHref('votes.json'), words: 'Several answers to one problem vote' }}
      >
        <p>
          For each next token the model has a list of probabilities. At temperature 0 it always takes the likeliest. At
          a higher temperature it draws, and unlikely tokens get a chance.
        </p>
        <p>
          The draws come from a seed, a number from which all random choices follow. The same seed gives the same draws,
          so that you and others can repeat an experiment exactly.
        </p>
      </Idea>
      <Idea
        title="Cache"
        figure={<CacheFigure />}
        see={{ href: runHref('kv-learned.jsonl.gz'), words: 'What each part of a model keeps' }}
      >
        <p>
          To write one token, a model looks back at all tokens before it. It keeps what it computed for each of them, so
          that it need not be computed again. This is the KV cache. For long texts it grows larger than the model
          itself, which is why people try to make it smaller.
        </p>
      </Idea>
      <Idea
        title="Interval"
        figure={<IntervalFigure />}
        see={{ href: runHref('accuracy-by-digits.json'), words: 'Methods compared, with intervals' }}
      >
        <p>
          A method that is right on 16 of 20 problems was perhaps lucky. The interval says between which shares the
          truth probably lies. The more problems, the narrower it is. If the intervals of two methods overlap a lot,
          nobody knows yet which is better.
        </p>
      </Idea>
    </div>
  );
}

/** What a newcomer asks first. */
const Questions = () => (
  <dl className="grid gap-6 border-y border-line py-5 md:grid-cols-3">
    {[
      [
        'What is this?',
        'A place to try experiments from papers on language models. The model runs here, in your browser; nothing is sent anywhere, unless you choose a server.',
      ],
      [
        'What do I press?',
        `Open one of the ${panels.length} panels. A recorded run is there at once: press Play to watch it, or Run to repeat it on your machine.`,
      ],
      [
        'What did I see?',
        'Each panel says what came out, on how many problems, and how sure one can be. Every call can be opened and read.',
      ],
    ].map(([question, answer]) => (
      <div key={question}>
        <dt className="font-semibold">{question}</dt>
        <dd>{answer}</dd>
      </div>
    ))}
  </dl>
);

/** One idea: its words at the left, its figure at the right. */
const Idea = ({
  title,
  figure,
  see,
  children,
}: {
  title: string;
  figure?: ReactNode;
  see: { href: string; words: string };
  children: ReactNode;
}) => (
  <section className="grid items-start gap-x-14 gap-y-4 md:grid-cols-2">
    <div className="max-w-measure space-y-3">
      <h2 className="text-2xl font-semibold tracking-tight">{title}</h2>
      {children}
      <Link
        href={see.href}
        prefetch={false}
        className="inline-flex items-center gap-1.5 text-accent underline underline-offset-4"
      >
        {see.words}
        <ArrowRight aria-hidden className="size-4" />
      </Link>
    </div>
    {figure && <div className="max-w-measure min-w-0 rounded-md border border-line p-4">{figure}</div>}
  </section>
);
