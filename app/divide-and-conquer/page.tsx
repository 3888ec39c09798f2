import { DivideAndConquer } from '@/components/divide-and-conquer/page';
import { panelMetadata, PanelPage } from '../panel-page';

export const metadata = panelMetadata('divide-and-conquer');

export default function Page() {
  return (
    <PanelPage id="divide-and-conquer">
      <DivideAndConquer />
    </PanelPage>
  );
}
