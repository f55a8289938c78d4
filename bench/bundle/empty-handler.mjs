/** What a process costs that has nothing to load. */
export const handler = () => Promise.resolve({ statusCode: 200 });
