import '../../workers/transformer.worker';

/**
 * The worker of the transformer, for which some files of a model folder have another text: `name` of the worker is an object of texts by
 * file, as JSON.
 */
const texts = JSON.parse(self.name) as Record<string, string>;
const fetchFile = self.fetch;

self.fetch = (address, options) => {
  const name =
    String(address instanceof Request ? address.url : address)
      .split('/')
      .at(-1) ?? '';
  return Object.hasOwn(texts, name) ? Promise.resolve(new Response(texts[name])) : fetchFile(address, options);
};
