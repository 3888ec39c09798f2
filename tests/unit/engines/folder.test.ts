import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { downloadOf } from '@/lib/engines/download';
import { comesWithPage, folderUrl, hostOf, readFolder, referenceOf } from '@/lib/engines/folder';
import { mirroredFile, readMirror, setMirror } from '@/lib/engines/mirror';
import { modelSchema } from '@/lib/experiment/spec';

describe('the name of a model folder', () => {
  it.each([
    ['owner/name', 'owner/name', 'https://huggingface.co/owner/name/resolve/main/'],
    ['owner/name@v1.0', 'owner/name@v1.0', 'https://huggingface.co/owner/name/resolve/v1.0/'],
    ['owner/name@refs/pr/3', 'owner/name@refs/pr/3', 'https://huggingface.co/owner/name/resolve/refs%2Fpr%2F3/'],
    [' https://huggingface.co/owner/name ', 'owner/name', 'https://huggingface.co/owner/name/resolve/main/'],
    ['https://huggingface.co/owner/name/tree/v2', 'owner/name@v2', 'https://huggingface.co/owner/name/resolve/v2/'],
    [
      'https://huggingface.co/owner/name/resolve/main/',
      'owner/name',
      'https://huggingface.co/owner/name/resolve/main/',
    ],
    ['https://example.org/a/b/', 'https://example.org/a/b', 'https://example.org/a/b/'],
    ['https://example.org', 'https://example.org', 'https://example.org/'],
    ['http://localhost:8000/m', 'http://localhost:8000/m', 'http://localhost:8000/m/'],
    ['http://127.0.0.1/m', 'http://127.0.0.1/m', 'http://127.0.0.1/m/'],
  ])('%s is %s, at %s', (text, model, address) => {
    const { ref, host } = readFolder(text);
    expect(ref).toEqual({ engine: 'embedded', model });
    expect(host).toBe(new URL(address).host);
    expect(hostOf(ref)).toBe(host);
    expect(folderUrl(model)).toBe(address);
    expect(referenceOf(address)).toBe(model);
  });

  it.each([
    ['', /neither owner\/name/],
    ['owner/', /neither/],
    ['../../secrets', /neither/],
    ['owner/name/file', /neither/],
    ['owner/name@', /neither/],
    ['owner/../name', /neither/],
    ['//example.org/a', /neither/],
    ['http://example.org/a', /https:/],
    ['ftp://example.org/a', /https:/],
    ['javascript:alert(1)', /https:/],
    ['data:text/plain,a', /https:/],
    ['https://', /not a URL/],
    ['https://user:secret@example.org/a', /user name or a password/],
    ['https://example.org/a?token=b', /\?/],
    ['https://example.org/a#b', /#/],
    ['https://example.org/a b', /signs/],
    ['https://huggingface.co/datasets/owner/name', /not the page of a model/],
    ['https://huggingface.co/owner/name/blob/main/model.safetensors', /not the page of a model/],
  ])('%j is refused with a sentence', (text, sentence) => {
    expect(() => readFolder(text)).toThrow(
      expect.objectContaining({ kind: 'model-unsupported', detail: expect.stringMatching(sentence) }),
    );
    expect(() => folderUrl(text)).toThrow(Failure);
  });

  it('is a named failure, or leads to https or this machine and fits into a link, whatever it is', () => {
    const part = fc.constantFrom(
      'a',
      'b-1',
      '..',
      '.',
      '/',
      '//',
      '@',
      ':',
      'https:',
      'http:',
      'localhost',
      '\\',
      '%2e',
      '?',
      ' ',
    );
    const anything = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(part, { maxLength: 9 }).map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(anything, text => {
        try {
          const { ref, host } = readFolder(text);
          if (host === null) return; // A folder of this site, whose address no test has.
          const url = new URL(folderUrl(ref.model));
          expect(url.protocol === 'https:' || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)).toBe(true);
          expect(url.host).toBe(host);
          if (ref.model.length <= 200) expect(modelSchema.safeParse(ref).success).toBe(true);
          expect(readFolder(ref.model).ref).toEqual(ref);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'model-unsupported', detail: expect.stringMatching(/\.$/) });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('says which models are part of the page', () => {
    expect(comesWithPage({ engine: 'embedded', model: 'loupe-arithmetic' })).toBe(true);
    expect(comesWithPage({ engine: 'embedded', model: 'owner/name' })).toBe(false);
    expect(comesWithPage({ engine: 'embedded', model: 'https://example.org/a' })).toBe(false);
    expect(comesWithPage({ engine: 'webllm', model: 'loupe-arithmetic' })).toBe(false);
  });
});

describe('a mirror of Hugging Face', () => {
  const page = 'https://loupe.example/ner/';
  afterEach(() => setMirror(null));

  it.each([
    ['https://room.example/hub', page, 'https://room.example/hub/'],
    ['https://room.example', page, 'https://room.example/'],
    ['/hub/', page, 'https://loupe.example/hub/'],
    ['http://localhost:8000/hub', page, 'http://localhost:8000/hub/'],
    ['http://192.168.0.7/hub', 'http://192.168.0.7:3000/ner/', 'http://192.168.0.7/hub/'],
  ])('%s on %s is %s', (text, from, folder) => {
    expect(readMirror(text, from)).toBe(folder);
  });

  it.each([
    ['http://192.168.0.7/hub', /https:/],
    ['javascript:alert(1)', /https:/],
    ['https://user:secret@room.example/', /password/],
    ['https://room.example/?a=b', /\?/],
    ['https://room.example/#a', /#/],
    ['https://', /no address/],
    [`https://room.example/${'a'.repeat(2_000)}`, /no address/],
  ])('%s is refused as a mirror', (text, why) => {
    expect(() => readMirror(text, page)).toThrow(
      expect.objectContaining({ kind: 'mirror-refused', detail: expect.stringMatching(why) as string }),
    );
  });

  it('takes the place of Hugging Face, and of no other server', () => {
    setMirror(readMirror('https://room.example/hub', page));
    expect(folderUrl('owner/name@v2')).toBe('https://room.example/hub/owner/name/resolve/v2/');
    expect(hostOf({ engine: 'embedded', model: 'owner/name' })).toBe('room.example');
    expect(referenceOf('https://room.example/hub/owner/name/resolve/v2/')).toBe('owner/name@v2');
    expect(referenceOf('https://huggingface.co/owner/name/resolve/v2/')).toBe('owner/name@v2');
    expect(folderUrl('https://example.org/a')).toBe('https://example.org/a/');
  });

  it('has the files of WebLLM below the paths of their own hosts, weights and compiled models alike', () => {
    const compiled = 'https://raw.githubusercontent.com/mlc-ai/binary-mlc-llm-libs/main/web-llm-models/v1/a.wasm';
    expect(mirroredFile(compiled)).toBe(compiled);
    setMirror(readMirror('https://room.example/hub', page));
    expect(mirroredFile(compiled)).toBe(
      'https://room.example/hub/mlc-ai/binary-mlc-llm-libs/main/web-llm-models/v1/a.wasm',
    );
    expect(mirroredFile('https://huggingface.co/mlc-ai/A-MLC')).toBe('https://room.example/hub/mlc-ai/A-MLC');
    expect(downloadOf({ engine: 'webllm', model: 'A-MLC' })?.hosts).toEqual(['room.example']);
  });
});
