import { DivideAndConquer } from '@/components/divide-and-conquer/page';
import { embedMetadata } from '../../panel-page';

export const metadata = embedMetadata('divide-and-conquer');

export default function Page() {
  return <DivideAndConquer isFramed />;
}
