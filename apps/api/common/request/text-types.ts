/** The media types of YAML that routes read as text: RFC 9512, and what was sent before it. */
export const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml'];

/** The media type of CSV (RFC 4180). */
export const CSV_TYPES = ['text/csv'];
