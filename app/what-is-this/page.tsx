import { Guide } from '@/components/guide/guide';
import { pageMetadata } from '../metadata';

const title = 'What is this?';
const summary = 'Token, prompt, call, temperature, seed, cache and interval: what Loupe shows, in plain words.';

export const metadata = pageMetadata({ title, description: summary });

export default function Page() {
  return (
    <div className="mx-auto max-w-page px-4 pt-6 pb-16 sm:px-6">
      <header className="mb-6">
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="max-w-measure text-lg text-muted">{summary}</p>
      </header>
      <Guide />
    </div>
  );
}
