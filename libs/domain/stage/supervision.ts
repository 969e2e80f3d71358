import { TOO_FAR } from '../duty/validate.js';
import { refuse, type Decision } from '../subject/machine.js';
import { instantFrom } from '../time.js';
import type { StageCommandOf } from './commands.js';
import type { StageEntry } from './entries.js';
import { barring, reachUp, tellLevel, tellMover, uniqueTold } from './reach.js';
import { asNamed, ofParty } from './state.js';
import { asSuperior, isLive, isRefused, type Target } from './target.js';

/** Orders a report on the progress by a date (督办): of whoever has the move, told to their superior too. No clock stops. */
export function supervise(target: Target, command: StageCommandOf<'supervise'>): Decision<StageEntry> {
  const { stage, party, at, actor, facts } = target;
  const ended = isLive(party);
  if (ended) return ended;
  if (party.status === 'suspended')
    return refuse('suspended', 'The clock is suspended: it has to be resumed first.');
  const superior = asSuperior(target);
  if (isRefused(superior)) return superior;
  const due = instantFrom(command.until);
  if (due === null || due >= TOO_FAR)
    return refuse('date-invalid', 'A report is due at an instant that exists and can be meant.');
  if (due <= at) return refuse('date-in-the-past', 'A report is due in the future.');
  const { organisation } = facts;
  const movers = tellMover(organisation, party, at);
  if (movers.some(({ officer }) => officer === actor.officer))
    return refuse('same-person', 'Nobody orders a report of themselves.');
  const reviewer = party.clock?.of === 'review' ? party.clock.post : null;
  const above = reviewer === null ? party.party.levels : (party.clock?.above ?? []);
  const level = reachUp(organisation, above, 0, at, barring());
  return {
    entries: [
      {
        kind: 'supervision-ordered',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          reason: command.reason,
          due,
          orderedAs: superior.posts[0],
          mover: reviewer === null ? asNamed(party.party) : { kind: 'post', id: reviewer },
          told: uniqueTold([...tellLevel(level), ...movers]).filter(
            ({ officer }) => officer !== actor.officer,
          ),
        },
      },
    ],
  };
}
