import { Ner } from '@/components/ner/page';
import { findPanelInfo } from '@/lib/panels/index';
import { pageMetadata } from '../metadata';

const { title = '', summary = '' } = findPanelInfo('ner') ?? {};

export const metadata = pageMetadata({ title, description: summary });

export default function Page() {
  return (
    <div className="mx-auto max-w-page px-4 pt-3 pb-16 sm:px-6">
      <header className="mb-3 flex flex-wrap items-baseline gap-x-4">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        <p className="hidden min-w-0 flex-1 truncate text-muted min-[900px]:block">{summary}</p>
      </header>
      <Ner />
    </div>
  );
}
