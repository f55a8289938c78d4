/** `insert_at` as the first Airlines project wrote it, in UTC: `2026-11-30 21:00`. */
export function insertAtText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');
}
