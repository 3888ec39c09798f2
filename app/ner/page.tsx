import { Ner } from '@/components/ner/page';
import { panelMetadata, PanelPage } from '../panel-page';

export const metadata = panelMetadata('ner');

export default function Page() {
  return (
    <PanelPage id="ner">
      <Ner />
    </PanelPage>
  );
}
