import { accessSync, constants } from 'node:fs';
import { ValidateBy } from 'class-validator';

export function isReadableFile(path: unknown): boolean {
  try {
    accessSync(path as string, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Requires the path of a file that this process can read. */
export const IsReadableFile = (): PropertyDecorator =>
  ValidateBy({
    name: 'isReadableFile',
    validator: { validate: isReadableFile, defaultMessage: () => 'the path of a file that can be read' },
  });
