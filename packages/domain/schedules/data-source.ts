/** Where schedules and reference data come from. They are never mixed: a database holds those of one source. */
export const DATA_SOURCES = ['lufthansa', 'sample'] as const;
export type DataSource = (typeof DATA_SOURCES)[number];
