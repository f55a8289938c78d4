const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Bytes from outside as one line of text for a terminal: control characters escaped, cut at `most` characters. */
export function showBytes(bytes: Uint8Array | null, most: number): string {
  if (bytes === null) return 'null';
  const text = new TextDecoder().decode(bytes.subarray(0, 4 * most));
  const safe = text.replaceAll(CONTROL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return safe.length > most || bytes.length > 4 * most ? `${safe.slice(0, most)}…` : safe;
}
