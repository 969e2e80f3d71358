import type { Title } from '../domain/organisation/organisation.js';
import type { DigestItem, ToldKind } from './digest.js';

const ofKind: Readonly<Record<Exclude<ToldKind, 'rung-fired'>, Title>> = {
  'meeting-called': { zh: '会议通知', en: 'A meeting is called' },
  'meeting-cancelled': { zh: '会议取消', en: 'A meeting is cancelled' },
  'stage-opened': { zh: '新任务', en: 'A duty has begun' },
  'evidence-submitted': { zh: '待审核', en: 'Handed in, to be reviewed' },
  'evidence-sighted': { zh: '所指材料已查看', en: 'Evidence given by reference was seen' },
  'confirmation-asked': { zh: '代办待确认', en: 'Done on your behalf, to be confirmed' },
  'confirmation-awaited': { zh: '代办尚未确认', en: 'Done on behalf, and not confirmed yet' },
  'receipt-denied': { zh: '代办签收未获认可', en: 'A receipt on behalf is denied' },
  'submission-denied': { zh: '代办提交未获认可', en: 'A submission on behalf is denied' },
  'submission-accepted': { zh: '审核通过', en: 'Accepted' },
  'submission-returned': { zh: '退回补充', en: 'Returned' },
  'extension-requested': { zh: '申请延期', en: 'More time is asked for' },
  'extension-granted': { zh: '准予延期', en: 'More time is given' },
  'extension-refused': { zh: '不予延期', en: 'More time is refused' },
  suspended: { zh: '中止计时', en: 'The clock is suspended' },
  resumed: { zh: '恢复计时', en: 'The clock runs again' },
  waived: { zh: '免予办理', en: 'Waived' },
  urged: { zh: '催办', en: 'Urged' },
  'supervision-ordered': { zh: '督办', en: 'A report on the progress is ordered' },
  'rectification-ordered': { zh: '限期整改', en: 'Rectification is ordered' },
  'rung-overdue': {
    zh: '系统监察：时限已到而无人计时',
    en: 'Watchdog: a deadline came and nobody measured it',
  },
  'finding-opened': { zh: '系统监察：发现问题', en: 'Watchdog: something is wrong' },
  'handed-over': { zh: '指挥权移交', en: 'Handed over' },
  'severity-set': { zh: '事件定级', en: 'The severity of an incident is set' },
  'command-handed-over': { zh: '指挥权移交', en: 'Command of an incident is handed over' },
  'incident-reopened': { zh: '事件重新启动', en: 'An incident is reopened' },
  'sent-to-launch': { zh: '移送问责启动审批', en: 'Sent to a launch file' },
};

const ofRung: Readonly<Record<NonNullable<DigestItem['action']>, Title>> = {
  remind: { zh: '临期提醒', en: 'Due soon' },
  overdue: { zh: '已逾期', en: 'Overdue' },
  escalate: { zh: '逾期上报', en: 'Overdue, told upward' },
  launch: { zh: '问责启动审批', en: 'A launch file of facts is open' },
  lapse: { zh: '逾期未办结', en: 'Lapsed' },
  close: { zh: '权利期限届满', en: 'The window of a right has closed' },
  'review-suspension': { zh: '中止复核', en: 'A suspension is to be looked at' },
};

/** What a notice is about, in few words. */
export const headlineOf = ({ kind, action }: Pick<DigestItem, 'kind' | 'action'>): Title =>
  kind === 'rung-fired' ? ofRung[action ?? 'remind'] : ofKind[kind];
