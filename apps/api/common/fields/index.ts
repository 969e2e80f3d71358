export type { FieldOptions } from './field.js';
export * from './nested.js';
export * from './offset.js';
export * from './text.js';
export * from './time.js';
export * from './title.dto.js';
export * from './values.js';
export * from './id.params.js';
