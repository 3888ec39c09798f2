import { NerEmbed } from '@/components/ner/embed';
import { embedMetadata } from '../../panel-page';

export const metadata = embedMetadata('ner');

export default function Page() {
  return <NerEmbed />;
}
