/**
 * A process of its own: the fastest client that is as simple as one could write it. Keeps so many calls in flight and reads their answers
 * as text. Arguments: address, calls, calls in flight.
 */
const [url = '', calls = '0', inFlight = '1'] = process.argv.slice(2);

const messages = [{ role: 'user', content: '4821 * 9177 = ?\nReply with the number only.' }];
const request = { model: 'mock', messages, max_tokens: 1024, temperature: 0, top_p: 1, stream: true };

let left = Number(calls);
async function work(): Promise<void> {
  while (left-- > 0) {
    const body = JSON.stringify({ ...request, seed: left, stream_options: { include_usage: true } });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/chat/completions`, { method: 'POST', headers, body });
    const text = await response.text();
    if (!text.includes('[DONE]')) throw new Error('no answer');
  }
}
await Promise.all(Array.from({ length: Number(inFlight) }, work));

export {};
