import { panels } from '@/lib/panels/index';

/** Every page, relative to the site's home. */
export const addresses = [
  './',
  ...panels.map(({ id }) => `./${id}/`),
  './divide-and-conquer/theory/',
  './what-is-this/',
  './kv-cache/calculator/',
  './nowhere/',
];

/** The pages that must stand without a complaint in the console: all but the one that a host answers with 404. */
export const goodAddresses = addresses.filter(address => address !== './nowhere/');
