'use client';

import { useEffect, useState } from 'react';
import { Failure } from '@/lib/core/failure';

/**
 * The failure as it is to be shown. A new build of the site has scripts of other names, and a host may have deleted the old ones under a
 * page that is open: a script that is lost for that reason is a `new-version`, which is known once the host has been asked for its page.
 */
export function useLostScript(failure: Failure): Failure {
  const isLost = failure.kind === 'script-lost';
  const [isNew, setIsNew] = useState(false);
  useEffect(() => {
    if (!isLost) return;
    let isShown = true;
    void isOtherBuild().then(isOther => {
      if (isShown) setIsNew(isOther);
    });
    return () => {
      isShown = false;
    };
  }, [isLost]);
  return isLost && isNew ? new Failure('new-version', '', { cause: failure }) : failure;
}

/** Whether the host's page asks for a script that this page did not: scripts are named after their contents. */
async function isOtherBuild(): Promise<boolean> {
  try {
    const response = await fetch(location.pathname, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const own = new Set(scriptsOf(document));
    return response.ok && scriptsOf(page).some(name => !own.has(name));
  } catch {
    return false;
  }
}

const scriptsOf = (page: Document): string[] =>
  [...page.scripts].flatMap(script => {
    const source = script.getAttribute('src') ?? '';
    return source.includes('/_next/static/') ? new URL(source, location.href).pathname : [];
  });
