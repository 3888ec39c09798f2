import path from 'node:path';
import { build, mainSite } from './site/build';
import { root } from './tool';

/** `npm run build`: the site as static files, made for the folder of a host that BASE_PATH names (default: its root). */
try {
  await build(mainSite);
  console.log(
    `\nThe site is in ${path.relative(root, mainSite.folder)}/, made for ${mainSite.basePath || ''}/ of any host.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
