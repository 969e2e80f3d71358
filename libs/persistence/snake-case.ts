import { DefaultNamingStrategy } from 'typeorm';

/** `unitId` in code is `unit_id` in the database. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string, prefixes: string[]): string {
    const name = customName || propertyName;
    return [...prefixes, name].join('_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
