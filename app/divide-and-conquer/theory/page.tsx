import { Theory } from '@/components/divide-and-conquer/theory/theory';
import { pageMetadata } from '../../metadata';
import { SubPage } from '../../panel-page';

const title = 'Why dividing can help';
const summary =
  'What a model of fixed depth can solve in one pass, what dividing adds, and when it does not: the theory on one page.';

export const metadata = pageMetadata({ title, description: summary });

export default function Page() {
  return (
    <SubPage panel="divide-and-conquer" title={title} summary={summary}>
      <Theory />
    </SubPage>
  );
}
