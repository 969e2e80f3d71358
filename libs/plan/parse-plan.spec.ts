import { parsePlan } from './parse-plan.js';
import { FaultyFile } from './source/fault.js';

const sound = `format: 1
key: small
version: 3
title: { zh: 小计划, en: A small plan }
posts: [{ kind: clerk, title: { zh: 文秘, en: Clerk } }]
bodies: [{ kind: group, title: { zh: 小组, en: Group } }]
ladders:
  - name: usual
    rungs:
      - { name: remind, action: remind, offset: { workingDays: -2 } }
      - { name: overdue, action: overdue, offset: { workingDays: 0 } }
      - { name: lapse, action: lapse, offset: { workingDays: 5 } }
reviews:
  - { name: above, by: superior, within: { workingDays: 2 }, ladder: usual }
duties:
  - key: report
    row: 5
    title: { zh: 报告, en: Report }
    basis: { strength: required, source: { zh: 计划, en: The plan } }
    cycle: { rule: FREQ=MONTHLY, starts: 01-01 }
    stages:
      - name: write
        title: { zh: 撰写, en: Write }
        parties: { posts: clerk }
        due: { from: period-end, offset: { workingDays: -5 } }
        ladder: usual
        evidence: [{ name: text, title: { zh: 文本, en: Text } }]
        review: above
`;

/** What is wrong with a plan, as `line pointer: detail`. */
function faultsOf(text: string): string[] {
  try {
    parsePlan(text);
  } catch (error) {
    if (!(error instanceof FaultyFile)) throw error;
    return error.faults.map(({ line, pointer, detail }) => `${line} ${pointer}: ${detail}`);
  }
  return [];
}

/** The sound plan with `written` in place of `original`, which must be there. */
function changed(original: string, written: string): string {
  if (!sound.includes(original)) throw new Error(`"${original}" is not in the plan`);
  return sound.replace(original, written);
}

describe('a plan', () => {
  it('is read with what a duty may say besides', () => {
    const { plan } = parsePlan(
      changed(
        'cycle: { rule: FREQ=MONTHLY, starts: 01-01 }',
        'occurrence: { openedBy: [clerk], fromIntake: true }\n    limits: { maxExtensions: 1 }\n    sharesItemWith: [other]',
      ).replace(
        'review: above',
        'meeting: extract\n        tracksDecisions: true\n        effortMinutes: 90',
      ),
    );
    expect(plan.duties).toMatchObject([
      {
        cycle: null,
        definition: {
          occurrence: { openedBy: ['clerk'], fromIntake: true },
          limits: { maxExtensions: 1 },
          sharesItemWith: ['other'],
          stages: [{ meeting: 'extract', tracksDecisions: true, effortMinutes: 90 }],
        },
      },
    ]);
  });

  it('may name the kind of post that is told during a trial, which has to be one of its own', () => {
    const office = (kind: string): string => changed('posts:', `office: ${kind}\nposts:`);
    expect(parsePlan(office('clerk')).plan).toMatchObject({ office: 'clerk' });
    expect(faultsOf(office('head'))).toEqual(['5 /office: "head" is not among the kinds under posts']);
  });

  it('may follow key dates in place of a rule', () => {
    const dated = 'cycle: { dates: key-dates, leadWorkingDays: 10 }';
    expect(
      parsePlan(changed('cycle: { rule: FREQ=MONTHLY, starts: 01-01 }', dated)).plan.duties,
    ).toMatchObject([
      { cycle: { rule: '', opens: 'period-start', dates: { register: 'key-dates', leadWorkingDays: 10 } } },
    ]);
  });

  it('is read with what its names stand for', () => {
    const { plan } = parsePlan(sound);
    expect(plan).toMatchObject({ key: 'small', version: 3, title: { zh: '小计划', en: 'A small plan' } });
    expect(plan.duties).toEqual([
      {
        cycle: { rule: 'FREQ=MONTHLY', opens: 'period-start', starts: '01-01' },
        definition: {
          key: 'report',
          row: 5,
          title: { zh: '报告', en: 'Report' },
          basis: { strength: 'required', source: { zh: '计划', en: 'The plan' } },
          procedure: 'duty',
          floor: false,
          stages: [
            {
              name: 'write',
              title: { zh: '撰写', en: 'Write' },
              kind: 'duty',
              parties: { posts: 'clerk' },
              due: { from: 'period-end', offset: { workingDays: -5 } },
              ladder: expect.objectContaining({ unit: 'workingDays' }) as unknown,
              evidence: [{ name: 'text', title: { zh: '文本', en: 'Text' } }],
              review: {
                by: 'superior',
                within: { workingDays: 2 },
                ladder: {
                  unit: 'workingDays',
                  rungs: [
                    { name: 'remind', action: 'remind', offset: -2 },
                    { name: 'overdue', action: 'overdue', offset: 0 },
                    { name: 'lapse', action: 'lapse', offset: 5 },
                  ],
                },
              },
            },
          ],
        },
      },
    ]);
  });

  it.each([
    ['format: 1', 'format: 2', /^1 \/format: format must be 1$/],
    ['version: 3', 'version: 0', /^3 \/version: version must be a whole number from 1/],
    ['key: small', 'key: Small Plan', /^2 \/key: key must be .*hyphens/],
    ['zh: 小计划, en: A small plan', 'zh: 小计划', /^4 \/title\/en: en is missing/],
    ['row: 5', 'row: five', /^17 \/duties\/0\/row: row must be a whole number/],
    ['row: 5', 'rows: 5', /^17 \/duties\/0\/rows: "rows" is not known here: the keys are .*row/],
    [
      'strength: required',
      'strength: strict',
      /^19 \/duties\/0\/basis\/strength: strength must be one of required/,
    ],
    [
      'cycle: { rule: FREQ=MONTHLY, starts: 01-01 }',
      'floor: false',
      /^16 \/duties\/0: says neither when it recurs/,
    ],
    [
      'cycle: { rule: FREQ=MONTHLY, starts: 01-01 }',
      'occurrence: { openedBy: [nobody] }',
      /^20 \/duties\/0\/occurrence\/openedBy\/0: "nobody" is not among the kinds/,
    ],
    [
      'rule: FREQ=MONTHLY, starts: 01-01',
      'dates: key-dates',
      /^20 \/duties\/0\/cycle: what follows key dates has/,
    ],
    [
      'rule: FREQ=MONTHLY, starts: 01-01',
      'rule: FREQ=MONTHLY',
      /^20 \/duties\/0\/cycle: what recurs has a rule and starts/,
    ],
    ['FREQ=MONTHLY', 'FREQ=HOURLY', /^20 \/duties\/0\/cycle\/rule: .*shorter than a day/],
    ['starts: 01-01', 'starts: 01-01, opens: never', /^20 .*opens must be one of period-start/],
    ['starts: 01-01', 'starts: 02-30', /^20 \/duties\/0\/cycle\/starts: starts must be a day/],
    ['starts: 01-01', 'starts: 02-29', /starts must be a day such as 01-01 that every year has/],
    ['{ posts: clerk }', '{ posts: judge }', /^24 .*\/parties: "judge" is not among the kinds under posts/],
    ['{ posts: clerk }', '{ body: clerk }', /^24 .*\/parties: "clerk" is not among the kinds under bodies/],
    ['{ posts: clerk }', '{ membersOf: clerk }', /^24 .*"clerk" is not among the kinds under bodies/],
    ['{ posts: clerk }', '{ posts: clerk, body: group }', /^24 .*parties must be \{ posts/],
    ['{ posts: clerk }', '{ named: [x] }', /^24 .*parties must be/],
    ['{ workingDays: -5 }', '{ workingDays: 1.5 }', /^25 .*due must be/],
    ['{ workingDays: -5 }', '{ workingDays: 1, calendarDays: 1 }', /^25 .*due must be/],
    ['{ workingDays: -5 }', '{ duration: P1M }', /^25 .*due must be/],
    ['{ workingDays: -5 }', '{ days: 1 }', /^25 .*due must be/],
    ['from: period-end', 'from: period-middle', /^25 .*due must be/],
    [
      'from: period-end',
      'from: stage-opening',
      /^25 \/duties\/0\/stages\/0\/due\/offset: a stage is due after/,
    ],
    [
      '        ladder: usual',
      '        ladder: strict',
      /^26 .*\/ladder: there is no ladder "strict": ladders are usual/,
    ],
    ['review: above', 'review: below', /^28 .*\/review: there is no review "below"/],
    ['ladder: usual }', 'ladder: odd }', /^14 \/reviews\/0\/ladder: there is no ladder "odd"/],
    ['by: superior', 'by: { post: judge }', /^14 \/reviews\/0\/by: "judge" is not among/],
    [
      'within: { workingDays: 2 }',
      'within: { workingDays: 0 }',
      /^14 \/reviews\/0\/within: must be longer than 0/,
    ],
    [
      '{ workingDays: 5 }',
      '{ calendarDays: 5 }',
      /^12 \/ladders\/0\/rungs\/2\/offset: the rungs of one ladder/,
    ],
    ['action: lapse', 'action: remind', /^12 \/ladders\/0\/rungs\/2\/action: the last rung of a duty/],
    ['action: remind', 'action: shout', /^10 \/ladders\/0\/rungs\/0\/action: action must be one of remind/],
    ['{ name: text,', '{ name: Text,', /^27 .*\/evidence\/0\/name: name must be/],
    ['kind: group,', 'kind: group, size: 3,', /^6 \/bodies\/0\/size: "size" is not known here/],
  ])('with %j as %j is refused', (original, written, expected) => {
    expect(faultsOf(changed(original, written))).toContainEqual(expect.stringMatching(expected));
  });

  it('has each duty, stage, ladder and kind once', () => {
    const [head, duty] = sound.split('duties:\n') as [string, string];
    expect(faultsOf(`${head}duties:\n${duty}${duty}`)).toEqual([
      '29 /duties/1/key: "report" stands in duties already',
    ]);
    const stage = duty.slice(duty.indexOf('      - name: write'));
    expect(faultsOf(sound + stage)).toEqual(['29 /duties/0/stages/1/name: "write" is there twice']);
  });

  it('has the stages of its procedure', () => {
    const faults = faultsOf(changed('    row: 5\n', '    row: 5\n    procedure: topic-study\n'));
    expect(faults).toHaveLength(5);
    expect(faults).toContainEqual(expect.stringMatching(/^22 \/duties\/0\/stages: .*needs a stage "agenda"/));
    expect(faults).toContainEqual(expect.stringMatching(/^23 .*would never open a stage "write"/));
  });

  it('says a fault of a ladder once, where the ladder stands, however many stages take it', () => {
    const [head, duty] = changed('action: lapse', 'action: close').split('duties:\n') as [string, string];
    const second = duty.replace('key: report', 'key: second');
    const faults = faultsOf(`${head}duties:\n${duty}${second}`);
    expect(faults).toEqual([
      '12 /ladders/0/rungs/2/action: "close" ends the window of a right; a duty ends in "launch" or "lapse"',
    ]);
  });

  it('says everything at once: what has the wrong shape, what leads nowhere, what makes no sense', () => {
    const text = [
      ['version: 3', 'version: three'],
      ['row: 5', 'row: five'],
      ['within: { workingDays: 2 }', 'within: soon'],
      ['{ posts: clerk }', '{ posts: judge }'],
      ['{ workingDays: 5 }', '{ calendarDays: 5 }'],
    ].reduce((all, [original, written]) => all.replace(original as string, written as string), sound);
    const second = sound.split('duties:\n')[1]?.replace('report', 'other').replace('clerk', 'nobody') ?? '';
    const lines = faultsOf(text + second).map((fault) => fault.split(' ')[0]);
    expect(lines).toEqual(['3', '12', '14', '17', '37']);
  });

  it('survives lists that are none', () => {
    expect(faultsOf('format: 1\nduties: 5\nladders: { a: 1 }\nposts: [1, null]\nreviews:\n')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^2 \/duties: duties must be a list of 1 to/),
        expect.stringMatching(/^3 \/ladders: ladders must be a list/),
        expect.stringMatching(/^4 \/posts: posts must be a list/),
        expect.stringMatching(/^5 \/reviews: reviews must be a list/),
        expect.stringMatching(/^1 \/key: key is missing/),
      ]),
    );
  });

  it('finds a place again, for faults that only show where it is adopted', () => {
    const { faultOf } = parsePlan(sound);
    const path = ['stages', 0, 'parties'];
    expect(faultOf(0, path, 'x')).toEqual({ line: 24, pointer: '/duties/0/stages/0/parties', detail: 'x' });
  });
});
