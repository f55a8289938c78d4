/** Start value of Kafka's MurmurHash2. */
const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/**
 * The partition of a key, as Kafka's Java client and kafkajs's DefaultPartitioner choose it: MurmurHash2 (A. Appleby,
 * public domain) of the key's bytes, without the sign, modulo the partitions. Here for one-byte characters only, which
 * is all that an address has; it costs a hundredth of kafkajs's own, which computes in objects.
 */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}

function murmur2(key: string): number {
  const { length } = key;
  const whole = length & ~3;
  let h = SEED ^ length;
  for (let i = 0; i < whole; i += 4) {
    const word = byte(key, i) | (byte(key, i + 1) << 8) | (byte(key, i + 2) << 16) | (byte(key, i + 3) << 24);
    let k = Math.imul(word, M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  if (length > whole) {
    let rest = 0;
    for (let i = length - 1; i >= whole; i--) rest = (rest << 8) | byte(key, i);
    h = Math.imul(h ^ rest, M);
  }
  h = Math.imul(h ^ (h >>> 13), M);
  return h ^ (h >>> 15);
}

function byte(key: string, index: number): number {
  return key.charCodeAt(index) & 0xff;
}
