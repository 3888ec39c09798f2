import {
  bytesOf,
  configFile,
  type Files,
  modelFiles,
  randomTensors,
  safetensors,
  smallShape,
} from '../support/model-folder';

/** What stands in place of files of a folder that is right otherwise. Undefined: the file is not there. */
type Changes = Record<string, Uint8Array<ArrayBuffer> | undefined>;

const whole = modelFiles(smallShape);
const sharded = modelFiles(smallShape, { shards: 2 });
const tensors = randomTensors(smallShape);
const weights = 'model.safetensors';
const index = 'model.safetensors.index.json';
const html = bytesOf('<!doctype html><html><title>Sign in</title></html>');

const json = (value: unknown) => bytesOf(JSON.stringify(value));
const read = (file: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(file)) as Record<string, unknown>;
const config = (changes: object) => ({ 'config.json': json({ ...read(configFile(smallShape)), ...changes }) });
const tokenizer = (changes: object) => ({ 'tokenizer.json': json({ ...read(whole['tokenizer.json']), ...changes }) });

/** A weight file of which only the length of its header, the header and the number of zeros behind it are given. */
function headed(header: string, bytes = 0, length = BigInt(bytesOf(header).byteLength)): Files {
  const file = new Uint8Array(8 + bytesOf(header).byteLength + bytes);
  new DataView(file.buffer).setBigUint64(0, length, true);
  file.set(bytesOf(header), 8);
  return { [weights]: file };
}

const indexed = (text: string): Changes => ({ ...sharded, [weights]: undefined, [index]: bytesOf(text) });
const mapped = (weight_map: unknown) => indexed(JSON.stringify({ weight_map }));
const one = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };

/** Model folders of strangers. */
export const hostileFolders: readonly [name: string, Changes][] = [
  ...['config.json', 'tokenizer.json', 'tokenizer_config.json', weights].flatMap(
    name =>
      [
        [`${name} is missing`, { [name]: undefined }],
        [`${name} is a page of HTML`, { [name]: html }],
        [`${name} is empty`, { [name]: bytesOf('') }],
      ] as [string, Changes][],
  ),
  ['config.json is nested without an end', { 'config.json': bytesOf('['.repeat(900_000)) }],
  ['config.json is larger than its limit', { 'config.json': bytesOf(`{"a":"${'x'.repeat(1_100_000)}"}`) }],
  ['a model of a billion layers', config({ num_hidden_layers: 1e9 })],
  ['a vocabulary of 2^53', config({ vocab_size: 2 ** 53 })],
  ['no heads', config({ num_attention_heads: 0 })],
  ['sizes that are texts', config({ hidden_size: '12', num_hidden_layers: '2' })],
  ['sizes below zero', config({ hidden_size: -12 })],
  ['another kind of model', config({ architectures: ['__proto__'] })],
  ['a tokenizer of no known kind', tokenizer({ model: { type: 'constructor' } })],
  ['a tokenizer without a vocabulary', tokenizer({ model: { type: 'BPE' } })],
  ['a tokenizer that is nested without an end', { 'tokenizer.json': bytesOf('{"model":'.repeat(500_000)) }],
  [
    'a pointer of Git LFS for the weights',
    { [weights]: bytesOf('version https://git-lfs.github.com/spec/v1\nsize 9\n') },
  ],
  ['weights that are cut off', { [weights]: whole[weights]!.slice(0, whole[weights]!.length / 2) }],
  ['a header of 2^64 - 1 bytes', headed('{}', 0, 2n ** 64n - 1n)],
  ['a header of 100 MB that is not there', headed('{}', 0, 100_000_000n)],
  ['a header that is nested without an end', headed('{"a":'.repeat(400_000))],
  ['a shape that overflows', headed(JSON.stringify({ a: { ...one, shape: [2 ** 40, 2 ** 40] } }), 8)],
  ['two tensors in the same bytes', headed(JSON.stringify({ a: one, b: one }), 8)],
  ['a tensor outside of the file', headed(JSON.stringify({ a: { ...one, data_offsets: [8, 16] } }), 8)],
  [
    'a tensor too many',
    { [weights]: safetensors([...tensors, { name: 'x', shape: [1], dtype: 'F32', bytes: new Uint8Array(4) }]) },
  ],
  ['a tensor too few', { [weights]: safetensors(tensors.slice(1)) }],
  ['an index that leaves its folder', mapped({ 'model.norm.weight': '../../etc/passwd.safetensors' })],
  ['an index that names a server', mapped({ 'model.norm.weight': 'https://example.com/a.safetensors' })],
  ['an index of no files', mapped({})],
  ['an index of names of JavaScript', indexed('{"weight_map":{"__proto__":"a.safetensors"}}')],
];

/** The files of a folder with such changes. */
export const folderWith = (changes: Changes): Files =>
  Object.fromEntries(Object.entries({ ...whole, ...changes }).filter(([, file]) => file)) as Files;
