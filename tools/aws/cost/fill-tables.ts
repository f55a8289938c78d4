/**
 * Puts tables into a Markdown text, each between `<!-- table: NAME -->` and `<!-- end -->`.
 * @throws Error naming the table that has no place, or the place that has no table
 */
export function fillTables(markdown: string, tables: Readonly<Record<string, string>>): string {
  const filled = new Set<string>();
  const text = markdown.replaceAll(
    /(<!-- table: ([a-z0-9-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_all, begin: string, name: string, end: string) => {
      const table = tables[name];
      if (table === undefined) throw new Error(`there is no table "${name}"`);
      filled.add(name);
      return `${begin}\n${table}\n\n${end}`;
    },
  );
  const missing = Object.keys(tables).filter((name) => !filled.has(name));
  if (missing.length > 0) throw new Error(`no place for the tables ${missing.join(', ')}`);
  return text;
}
