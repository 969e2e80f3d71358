/** The smallest plan that does something, for the documentation of the API. */
export const EXAMPLE_PLAN = `format: 1
key: small
version: 1
title: { zh: 小计划, en: A small plan }
posts: [{ kind: office-head, title: { zh: 办公室主任, en: Head of the office } }]
bodies: []
ladders:
  - name: usual
    rungs:
      - { name: remind, action: remind, offset: { workingDays: -3 } }
      - { name: overdue, action: overdue, offset: { workingDays: 0 } }
      - { name: escalate-1, action: escalate, level: 1, offset: { workingDays: 3 } }
      - { name: lapse, action: lapse, offset: { workingDays: 8 } }
reviews:
  - { name: by-leader, by: superior, within: { workingDays: 5 }, ladder: usual }
duties:
  - key: lectures
    row: 9
    title: { zh: 邀请宣讲, en: Lectures by invited speakers }
    basis: { strength: our-default, source: { zh: 计划第9项, en: "The plan, row 9" } }
    cycle: { rule: FREQ=MONTHLY;INTERVAL=3, starts: 01-01 }
    stages:
      - name: lecture
        title: { zh: 组织宣讲, en: Lecture held }
        parties: { posts: office-head }
        due: { from: period-end, offset: { workingDays: -5 } }
        ladder: usual
        evidence: [{ name: record, title: { zh: 记录, en: Record } }]
        review: by-leader
`;
