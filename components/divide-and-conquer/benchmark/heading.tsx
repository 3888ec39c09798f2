/** The id of the heading, which names the section. */
export const headingId = 'benchmark-title';

/** The heading of the recorded comparison; without a title, while its summary is not yet known. */
export const Heading = ({ title = 'The strategies compared' }: { title?: string }) => (
  <h2 id={headingId} className="mb-3 text-2xl font-semibold tracking-tight">
    {title}
  </h2>
);
