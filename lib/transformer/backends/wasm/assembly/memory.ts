/** First free byte: all above it is laid out by the host, which also grows the memory. */
export function heapBase(): usize {
  return __heap_base;
}
