import Link from 'next/link';
import { Experiments } from '@/components/home/experiments';
import { Models } from '@/components/home/models';
import { RecentRuns } from '@/components/home/recent-runs';
import { Showcase } from '@/components/home/showcase';
import { Button } from '@/components/ui/button';
import { panels } from '@/lib/panels/index';
import { pageMetadata, siteName } from './metadata';

export const metadata = pageMetadata({
  title: siteName,
  description:
    'See how a language model works a problem out: run experiments from papers in your browser, change them, and inspect every call.',
});

const heading = 'mb-3 text-2xl font-semibold';

export default function Home() {
  const [first] = panels;
  return (
    <div className="mx-auto max-w-page px-4 sm:px-6">
      <section className="flex flex-wrap items-end justify-between gap-x-12 gap-y-4 pt-5 pb-4">
        <div className="max-w-3xl min-w-0">
          <h1 className="text-3xl leading-[1.1] font-semibold tracking-tight text-balance sm:text-4xl">
            See how a model works a problem out
          </h1>
          <p className="mt-2 text-lg">
            Loupe runs experiments on language models in your browser. Take one from a paper, change it, open every
            call, and send it on as a link.
          </p>
        </div>
        <div className="flex flex-wrap gap-3">
          {first && (
            <Button asChild variant="primary">
              <Link href={`/${first.id}/`}>Start with {first.title.toLowerCase()}</Link>
            </Button>
          )}
          <Button asChild>
            <Link href="/what-is-this/" prefetch={false}>
              What is this?
            </Link>
          </Button>
        </div>
      </section>
      <Showcase />
      <div className="mt-20 space-y-16">
        <section>
          <h2 className={heading}>Recent runs</h2>
          <RecentRuns />
        </section>
        <section>
          <h2 className={heading}>What the models here can do</h2>
          <Models />
        </section>
        <section>
          <h2 className={heading}>Ready-made experiments</h2>
          <p className="max-w-measure">
            Recorded runs, each with what was found. One opens at once and needs no model; Run repeats it on your
            machine.
          </p>
          <Experiments />
        </section>
      </div>
    </div>
  );
}
