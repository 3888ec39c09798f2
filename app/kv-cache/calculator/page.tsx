import { CalculatorPage } from '@/components/kv-cache/calculator/page';
import { pageMetadata } from '../../metadata';
import { SubPage } from '../../panel-page';

const title = 'KV-cache calculator';
const summary =
  'What the KV cache of a model costs, layer by layer: bytes for each token, what fits on a device, and what compression gains.';

export const metadata = pageMetadata({ title, description: summary });

export default function Page() {
  return (
    <SubPage panel="kv-cache" title={title} summary={summary}>
      <CalculatorPage />
    </SubPage>
  );
}
