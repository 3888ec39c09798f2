import type { Metadata } from 'next';

/**
 * The origin of the published site, for links in previews: `SITE_URL` at build time, for example `https://example.org`. Does not include
 * the base path, which Next adds to the addresses of preview images.
 */
export const siteUrl = new URL(process.env.SITE_URL ?? 'http://localhost:3000');

export const siteName = 'Loupe';

/**
 * The metadata of a page: title and description, also for the previews that other sites show of a link (Open Graph and Twitter cards).
 * Next replaces nested fields of the layout instead of merging them, so they are complete here.
 */
export function pageMetadata({ title, description }: { title: string; description: string }): Metadata {
  return {
    // Without the template of the layout, where the title is the name of the site.
    title: title === siteName ? { absolute: title } : title,
    description,
    openGraph: { siteName, type: 'website', locale: 'en', title, description },
    twitter: { card: 'summary_large_image', title, description },
  };
}
