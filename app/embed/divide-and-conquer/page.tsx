import { DivideAndConquerEmbed } from '@/components/divide-and-conquer/embed';
import { embedMetadata } from '../../panel-page';

export const metadata = embedMetadata('divide-and-conquer');

export default function Page() {
  return <DivideAndConquerEmbed />;
}
