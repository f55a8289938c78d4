/** Version of the whole, the same as in package.json (a test compares them); shown by `GET /api/status` and in the OpenAPI text. */
export const AIRLINES_VERSION = '0.1.0';
