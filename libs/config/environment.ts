import 'reflect-metadata';
import { Expose, plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/**
 * One or more variables of the environment are not as they must be. Names each variable and says what is expected of
 * it, never what it holds: that may be a password.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(problems: readonly string[]) {
    super(`the configuration is not right: ${problems.join('; ')}`);
  }
}

const variableKey = Symbol('variable');

/** Says which variable of the environment a property is read from. */
export function Variable(name: string): PropertyDecorator {
  return (target, property) => {
    Reflect.defineMetadata(variableKey, name, target, property);
    Expose({ name })(target, property);
  };
}

/** What is read, and checked whole, once per process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a class of configuration from the environment. An empty variable counts as absent; what is absent keeps the
 * default that its property declares.
 * @throws ConfigurationError
 */
export function readEnvironment<T extends object>(type: new () => T, env: Environment = process.env): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const config = plainToInstance(type, given, { excludeExtraneousValues: true, exposeDefaultValues: true });
  const problems = validateSync(config).map((error) => problemOf(type.prototype as object, error));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

function problemOf(prototype: object, { property, constraints }: ValidationError): string {
  const variable = Reflect.getMetadata(variableKey, prototype, property) as string;
  return `${variable} must be ${Object.values(constraints ?? {})[0]}`;
}
