import Link from 'next/link';
import { ExperimentList } from '@/components/home/experiment-list';
import { RecentRuns } from '@/components/home/recent-runs';
import { Showcase } from '@/components/home/showcase';
import { Button } from '@/components/ui/button';
import { EntryLink } from '@/components/ui/entry-link';
import { panels } from '@/lib/panels/index';
import { pageMetadata, siteName } from './metadata';

export const metadata = pageMetadata({
  title: siteName,
  description:
    'See how a language model works a problem out: run experiments from papers in your browser, change them, and inspect every call.',
});

export default function Home() {
  const [first] = panels;
  return (
    <div className="mx-auto max-w-page px-4 sm:px-6">
      <div className="grid gap-x-16 gap-y-12 pt-10 pb-16 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:pt-16">
        <section>
          <h1 className="text-4xl leading-[1.1] font-semibold tracking-tight text-balance sm:text-5xl">
            See how a model works a problem out
          </h1>
          <div className="mt-6 max-w-measure space-y-4 text-lg leading-relaxed">
            <p>
              Loupe is a playground for research on language models. The model runs in your browser, on your own
              machine.
            </p>
            <p>
              Take an experiment from a paper, change it, and open every call: its exact prompt, the answer, the time,
              and where an error entered.
            </p>
            <p>A link holds the whole experiment, so that others can repeat it.</p>
          </div>
          {first && (
            <Button asChild variant="primary" size="large" className="mt-8">
              <Link href={`/${first.id}/`}>Start with {first.title.toLowerCase()}</Link>
            </Button>
          )}
        </section>
        <Showcase />
      </div>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
        <section>
          <h2 className="mb-3 text-2xl font-semibold">Ready-made experiments</h2>
          <ExperimentList />
        </section>
        <div className="space-y-12">
          <section>
            <h2 className="mb-3 text-2xl font-semibold">Panels</h2>
            <ul className="divide-y divide-line border-y border-line">
              {panels.map(({ id, title, summary }) => (
                <li key={id}>
                  <EntryLink href={`/${id}/`} title={title} sentence={summary} />
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2 className="mb-3 text-2xl font-semibold">Recent runs</h2>
            <RecentRuns />
          </section>
        </div>
      </div>
    </div>
  );
}
