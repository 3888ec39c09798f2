import { KvCache } from '@/components/kv-cache/page';
import { embedMetadata } from '../../panel-page';

export const metadata = embedMetadata('kv-cache');

export default function Page() {
  return <KvCache isFramed />;
}
