/** Whether a server has sent a web page: in the place of a file that is none, it says "not found", whatever its status says. */
export const isWebPage = ({ headers }: Response): boolean =>
  /^\s*text\/html\b/i.test(headers.get('content-type') ?? '');
