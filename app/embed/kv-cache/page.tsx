import { KvCacheEmbed } from '@/components/kv-cache/embed';
import { embedMetadata } from '../../panel-page';

export const metadata = embedMetadata('kv-cache');

export default function Page() {
  return <KvCacheEmbed />;
}
