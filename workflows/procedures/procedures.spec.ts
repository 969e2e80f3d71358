import { STAGES_OF_PROCEDURE } from '../../libs/domain/duty/validate.js';
import type { ProcedureName } from '../../libs/domain/duty/definition.js';
import type { StageOutcome } from '../../libs/domain/stage/state.js';
import { assessment } from './assessment.js';
import { bulletin } from './bulletin.js';
import { duty } from './duty.js';
import type { Procedure, Script } from './procedure.js';
import { topicStudy } from './topic-study.js';

const none: StageOutcome = { fulfilled: 0, waived: 0, lapsed: 0, windowClosed: 0 };
const done: StageOutcome = { ...none, fulfilled: 1 };
const lapsed: StageOutcome = { ...none, lapsed: 1 };
const waived: StageOutcome = { ...none, waived: 1 };
const silent: StageOutcome = { ...none, windowClosed: 1 };

/** Runs a script in memory, with the outcomes given by stage; any other stage is done. */
async function run(
  script: Script,
  outcomes: Record<string, StageOutcome> = {},
  stages: readonly string[] = [],
  tracked: readonly string[] = [],
) {
  const steps: string[] = [];
  const note = async (step: string): Promise<void> => void steps.push(step);
  const procedure: Procedure = {
    inquiry: {} as Procedure['inquiry'],
    until: () => Promise.resolve(),
    stages,
    tracked,
    stage: async (name) => {
      await note(name);
      return outcomes[name] ?? done;
    },
    all: (names) => Promise.all(names.map((name) => procedure.stage(name))),
    gather: (name) => note(`gather ${name}`),
    publish: (stage) => note(`publish ${stage}`),
    openFollowUps: (stage) => note(`follow up ${stage}`),
  };
  return { result: await script(procedure), steps };
}

describe('the topic study', () => {
  it('goes from the agenda to the follow-ups of what was decided', async () => {
    expect(await run(topicStudy)).toEqual({
      result: 'fulfilled',
      steps: ['agenda', 'meeting', 'minutes', 'confirmation', 'follow up minutes'],
    });
  });

  it.each([
    ['lapsed', lapsed],
    ['waived', waived],
  ])('ends where a stage was %s, since nothing can build on it', async (result, outcome) => {
    expect(await run(topicStudy, { meeting: outcome })).toEqual({ result, steps: ['agenda', 'meeting'] });
  });
});

describe('the bulletin', () => {
  it('goes from the facts to the acknowledgement of what was issued', async () => {
    expect(await run(bulletin)).toEqual({
      result: 'fulfilled',
      steps: ['gather facts', 'draft', 'sign-off', 'issue', 'publish issue', 'acknowledgement'],
    });
  });

  it('has lapsed when one recipient of many never acknowledged it', async () => {
    const outcome = { ...none, fulfilled: 39, lapsed: 1 };
    expect(await run(bulletin, { acknowledgement: outcome })).toMatchObject({ result: 'lapsed' });
  });

  it('is fulfilled when there was nobody to acknowledge it', async () => {
    expect(await run(bulletin, { acknowledgement: none })).toMatchObject({ result: 'fulfilled' });
  });
});

describe('the assessment', () => {
  it('begins with the facts, and takes its stages in their order', async () => {
    expect(await run(assessment, {}, ['check', 'result'])).toEqual({
      result: 'fulfilled',
      steps: ['gather facts', 'check', 'result'],
    });
  });
});

describe('a duty declared as data', () => {
  const stages = ['first', 'second'];

  it('takes its stages in their order', async () => {
    expect(await run(duty, {}, stages)).toEqual({ result: 'fulfilled', steps: stages });
  });

  it('goes on while some of many parties fulfil a stage, and remembers that one lapsed', async () => {
    const outcome = { ...none, fulfilled: 1, lapsed: 1, waived: 1 };
    expect(await run(duty, { first: outcome }, stages)).toEqual({ result: 'lapsed', steps: stages });
  });

  it('tracks the decisions of a stage that declares it, once the stage has come to its end', async () => {
    expect((await run(duty, {}, stages, ['first'])).steps).toEqual(['first', 'follow up first', 'second']);
    expect((await run(duty, { first: lapsed }, stages, ['first'])).steps).toEqual(['first']);
  });

  it('goes on past a right that nobody used, and past a stage that nobody owed', async () => {
    expect(await run(duty, { first: silent }, stages)).toEqual({ result: 'fulfilled', steps: stages });
    expect(await run(duty, { first: none, second: none }, stages)).toEqual({
      result: 'nobody-owed',
      steps: stages,
    });
  });
});

it.each<[ProcedureName, Script]>([
  ['topic-study', topicStudy],
  ['bulletin', bulletin],
])('%s asks for the stages that a duty has to declare, in that order', async (name, script) => {
  const { steps } = await run(script);
  expect(steps.filter((step) => !step.includes(' '))).toEqual(STAGES_OF_PROCEDURE[name]);
});
