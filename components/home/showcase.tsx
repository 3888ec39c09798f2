import { showcaseSchema } from '@/lib/experiment/showcase';
import { findPanelInfo } from '@/lib/panels/index';
import { Miniature } from './lazy';
import showcase from './recorded/showcase.json';

/** A recorded run of each panel, in the page when it is built: seen before any script, and nothing is downloaded or run for it. */
export function Showcase() {
  const shown = showcaseSchema.parse(showcase);
  return (
    <div className="grid gap-x-10 gap-y-14 md:grid-cols-2 lg:grid-cols-3">
      {shown.map(({ file, panel, story }, order) => (
        <Miniature
          key={file}
          title={findPanelInfo(panel)?.title ?? panel}
          href={`/${panel}/`}
          runHref={`/${panel}/?run=${file}`}
          story={story}
          order={order}
        />
      ))}
    </div>
  );
}
