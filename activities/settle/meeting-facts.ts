import type { EntityManager } from 'typeorm';
import type {
  LinkedObligation,
  MeetingFacts,
  MeetingInput,
  MeetingState,
} from '../../libs/domain/meeting/meeting.js';
import { seatsOf } from '../../libs/domain/meeting/seats.js';
import type { Organisation } from '../../libs/domain/organisation/organisation.js';
import type { StageFacts } from '../../libs/domain/stage/context.js';
import { linkedObligations } from '../../libs/persistence/repositories/linked-obligation.repository.js';
import { officerPerson } from '../../libs/privacy/person.js';
import { shownText, type Texts } from '../../libs/privacy/texts.js';

/** What a meeting is told of the world for the inputs: the obligations and texts that it or they name, and names of people. */
export async function meetingFacts(
  manager: EntityManager,
  texts: Texts,
  state: MeetingState,
  inputs: readonly MeetingInput[],
  stageFacts: StageFacts,
): Promise<{ readonly facts: MeetingFacts; readonly accompany: () => Promise<void> }> {
  // Time alone makes no document and links nothing.
  const isAsked = inputs.length > 0;
  const linked = isAsked ? await linkedObligations(manager, linksOf(state, inputs)) : [];
  const known = await texts.read(manager, isAsked ? documentsOf(state, inputs) : []);
  const names = isAsked
    ? await namesOf(manager, officersOf(state, inputs, stageFacts.organisation))
    : new Map<string, string>();
  // What is made of the record concerns whoever entered it.
  const drafts = await texts.drafts(manager, inputs.flatMap(writersOf).map(officerPerson));
  return {
    facts: {
      ...stageFacts,
      linked: new Map(linked.map((obligation): [string, LinkedObligation] => [obligation.id, obligation])),
      textOf: (document) => shownText(known.get(document)),
      nameOf: (officer) => names.get(officer) ?? officer,
      keep: (text, writer) => drafts.add(text, officerPerson(writer)),
    },
    accompany: () => drafts.store(manager),
  };
}

const linksOf = ({ items }: MeetingState, inputs: readonly MeetingInput[]): string[] => [
  ...items.flatMap(({ links }) => links),
  ...inputs.flatMap((input) => (input.kind === 'place-item' ? input.links : [])),
];

const documentsOf = ({ brief, items }: MeetingState, inputs: readonly MeetingInput[]): string[] => [
  brief.notice,
  ...items.map(({ title }) => title),
  ...inputs.flatMap((input) => {
    if (input.kind === 'place-item') return [input.title];
    if (input.kind !== 'enter-minutes') return [];
    return input.items.flatMap(({ extract, decisions }) => [
      extract,
      ...decisions.map(({ document }) => document),
    ]);
  }),
];

const officersOf = (
  { brief, attendance }: MeetingState,
  inputs: readonly MeetingInput[],
  organisation: Organisation,
): string[] => {
  const entered = inputs.flatMap((input) => (input.kind === 'record-attendance' ? input.attendance : []));
  const substitutes = [...(attendance ?? []), ...entered].map(({ substitute }) => substitute);
  const seats = seatsOf(brief, organisation);
  return [...seats.map(({ officer }) => officer), ...substitutes].filter((officer) => officer !== null);
};

const writersOf = (input: MeetingInput): string[] => ('actor' in input ? [input.actor.officer] : []);

async function namesOf(manager: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await manager.query<{ id: string; name: string }[]>(
    'SELECT id, name FROM officer WHERE id = ANY($1)',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
