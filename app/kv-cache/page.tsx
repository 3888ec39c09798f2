import { KvCache } from '@/components/kv-cache/page';
import { panelMetadata, PanelPage } from '../panel-page';

export const metadata = panelMetadata('kv-cache');

export default function Page() {
  return (
    <PanelPage id="kv-cache">
      <KvCache />
    </PanelPage>
  );
}
