/**
 * A variable that `npm test` sets for the tests of this level.
 * @throws when the test was started in another way
 */
export function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this test with "npm test -- <part of its path>"`);
  return value;
}
