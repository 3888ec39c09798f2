import type { Metadata } from 'next';
import Link from 'next/link';
import { Button } from '@/components/ui/button';

export const metadata: Metadata = { title: 'No such page' };

export default function NotFound() {
  return (
    <div className="mx-auto max-w-measure px-4 py-24">
      <h1 className="text-3xl font-semibold">There is no page here</h1>
      <p className="mt-3 mb-6 text-lg text-muted">
        The address may be mistyped, or the page may have moved. Nothing that is stored in this browser is lost.
      </p>
      <Button asChild>
        <Link href="/">Go to the home page</Link>
      </Button>
    </div>
  );
}
