import type { Metadata } from 'next';
import { DivideAndConquer } from '@/components/workbench/workbench';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';

const { title, summary } = divideAndConquerPanel;

export const metadata: Metadata = { title, description: summary };

export default function Page() {
  return (
    <div className="mx-auto max-w-page px-4 pt-6 pb-16 sm:px-6">
      <header className="mb-6">
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="max-w-measure text-muted">{summary}</p>
      </header>
      <DivideAndConquer />
    </div>
  );
}
