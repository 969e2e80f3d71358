/** Whose key a text is kept under: an officer, or whoever wrote a report without an account. */
export type PersonId = `officer/${string}` | `report/${string}`;

export const officerPerson = (officerId: string): PersonId => `officer/${officerId}`;
export const reportPerson = (reportId: string): PersonId => `report/${reportId}`;

/** Their key is destroyed: nothing more can be kept about them. */
export class PersonErased extends Error {
  override readonly name = 'PersonErased';
}

/**
 * Whom a text concerns, as an officer. What somebody did or failed to do (a return, a refusal, a waiver, an intervention, a denial, a
 * recusal) concerns that person, where it is one: whoever the command names, or who holds the owing post at that instant. Everything else,
 * and what is about several people at once or about nobody who is known, concerns whoever wrote it.
 *
 * @param about the people whom it is about; none: it is about no person
 */
export function concerned(writer: string, about: readonly (string | null | undefined)[] = []): string {
  const people = new Set(about.filter((officer) => officer != null));
  const [only = writer] = people;
  return people.size === 1 ? only : writer;
}
