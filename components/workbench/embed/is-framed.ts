/** Whether this is a page for frames of other sites, which stores nothing. */
export const isFramed = (): boolean => location.pathname.startsWith(`${process.env.NEXT_PUBLIC_BASE_PATH}/embed/`);
