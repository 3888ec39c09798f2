import Link from 'next/link';
import { picturesSchema } from '@/lib/experiment/result-picture';
import { panels } from '@/lib/panels/index';
import index from '@/public/experiments/index.json';
import pictures from './recorded/pictures.json';
import { ResultBars } from './result-bars';

/** The experiments that come with the site, each with a picture of its result and what was found; each opens in its panel. */
export function Experiments() {
  const drawn = picturesSchema.parse(pictures);
  return panels.map(({ id, title }) => (
    <section key={id} className="mt-8">
      <h3 className="mb-4 text-xl font-semibold">{title}</h3>
      <ul className="grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
        {index
          .filter(({ panel }) => panel === id)
          .map(({ file, title: name, sentence }) => {
            const picture = drawn[file];
            return (
              <li key={file} className="flex min-w-0 flex-col gap-2 border-t border-line pt-3">
                <h4 className="text-lg leading-snug font-semibold">
                  <Link
                    prefetch={false}
                    href={`/${id}/?run=${file}`}
                    className="underline decoration-line-strong underline-offset-4 transition-colors hover:decoration-accent"
                  >
                    {name}
                  </Link>
                </h4>
                <p className="text-muted">{sentence}</p>
                {picture && <ResultBars {...picture} />}
              </li>
            );
          })}
      </ul>
    </section>
  ));
}
