import Link from 'next/link';
import { ArrowLeft } from 'lucide-react';
import { CalculatorPage } from '@/components/kv-cache/calculator/page';
import { findPanelInfo } from '@/lib/panels/index';
import { pageMetadata } from '../../metadata';

const panel = findPanelInfo('kv-cache');

const title = 'KV-cache calculator';
const summary =
  'What the KV cache of a model costs, layer by layer: bytes for each token, what fits on a device, and what compression gains.';

export const metadata = pageMetadata({ title, description: summary });

export default function Page() {
  return (
    <div className="mx-auto max-w-page px-4 pt-6 pb-16 sm:px-6">
      <header className="mb-6">
        <Link
          href={`/${panel?.id}/`}
          prefetch={false}
          className="mb-2 inline-flex items-center gap-1.5 rounded-sm text-sm text-accent underline-offset-4 hover:underline"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {panel?.title}
        </Link>
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="max-w-measure text-muted">{summary}</p>
      </header>
      <CalculatorPage />
    </div>
  );
}
