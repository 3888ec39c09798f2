import { Ner } from '@/components/ner/page';
import { embedMetadata } from '../../panel-page';

export const metadata = embedMetadata('ner');

export default function Page() {
  return <Ner isFramed />;
}
