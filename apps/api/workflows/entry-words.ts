import type { ChangeEntry } from '../../../libs/domain/change/change.js';
import type { CycleEntry } from '../../../libs/domain/cycle/cycle.js';
import type { DeliveryEntry } from '../../../libs/domain/delivery/delivery.js';
import type { DispatchEntry } from '../../../libs/domain/dispatch/dispatch.js';
import type { MeetingEntry } from '../../../libs/domain/meeting/meeting.js';
import type { ObligationEntry } from '../../../libs/domain/obligation/obligation.js';
import type { Title } from '../../../libs/domain/organisation/organisation.js';

/** What a workflow may have recorded. */
type EntryKind = (
  ObligationEntry | CycleEntry | MeetingEntry | DeliveryEntry | DispatchEntry | ChangeEntry
)['kind'];

/** `en|zh` of each kind; one that is not here is told by its name. */
const WORDS: Readonly<Partial<Record<EntryKind, string>>> = {
  'obligation-opened': 'the obligation was opened|任务开立',
  'stage-opened': 'a stage began|环节开始',
  'stage-closed': 'a stage ended|环节结束',
  'obligation-closed': 'the obligation was closed|任务办结',
  'duty-signed': 'receipt was signed for|签收',
  'evidence-submitted': 'evidence was handed in|提交材料',
  'evidence-sighted': 'evidence given by reference was seen|所指材料已查看',
  'letter-recorded': 'a letter was entered|登记公函',
  'letter-confirmed': 'a letter was confirmed|公函已核对',
  'confirmation-asked': 'the principal was asked to confirm|请本人确认代办',
  'confirmation-awaited': 'the confirmation is still awaited|代办尚未确认',
  'submission-confirmed': 'what was handed in on behalf was confirmed|代办提交已确认',
  'receipt-confirmed': 'the receipt on behalf was confirmed|代办签收已确认',
  'receipt-denied': 'the receipt on behalf was denied|代办签收未获认可',
  'submission-denied': 'what was handed in on behalf was denied|代办提交未获认可',
  'submission-accepted': 'what was handed in was accepted|审核通过',
  'submission-returned': 'what was handed in was returned|退回补充',
  'submission-kept': 'what came early was kept for its stage|提前提交的材料已留存',
  'kept-submission-refused': 'what had been kept was refused|留存的材料未被受理',
  'rung-fired': 'a rung came due|到达期限节点',
  'rung-skipped': 'a rung that had passed was skipped|已过的节点略过',
  'extension-requested': 'more time was asked for|申请延期',
  'extension-granted': 'more time was given|准予延期',
  'extension-refused': 'more time was refused|不予延期',
  'window-extended': 'the window was lengthened by an outage|因系统中断顺延期限',
  'grace-given': 'a new holder was given time|新任者获宽限',
  suspended: 'the clock was suspended|中止计时',
  resumed: 'the clock ran again|恢复计时',
  waived: 'the duty was waived|免予办理',
  urged: 'somebody was urged|催办',
  'rectification-ordered': 'rectification was ordered|责令限期整改',
  'supervision-ordered': 'a report on the progress was ordered|督办',
  'sent-to-launch': 'it was sent to a launch file|移送问责启动审批',
  replanned: 'instants were planned anew|期限重新测算',
  'document-kept': 'a document was kept|文件留存',
  published: 'it was published|印发',
  'follow-ups-opened': 'follow-ups were opened|立项跟踪',
  'report-opened': 'a report was opened|开立报告任务',
  'handed-over': 'it was handed over|移交',
  'severity-set': 'the severity was set|定级',
  'incident-noted': 'a note was added|补充记录',
  'task-assigned': 'a task was assigned|交办任务',
  'command-handed-over': 'the command was handed over|移交指挥',
  'incident-merged': 'it was merged into another|并入另一事件',
  'duplicate-joined': 'a duplicate was joined|并入重复事件',
  'incident-reopened': 'it was reopened|重新处置',
  'incident-referred': 'it was referred to a launch file|移送问责启动审批',
  'cycle-started': 'the cycle began|周期启动',
  'period-opened': 'a period was opened|开启一期',
  'period-passed-over': 'a period was passed over|略过一期',
  'period-skipped': 'a period was skipped|跳过一期',
  'cycle-paused': 'the cycle was paused|周期暂停',
  'cycle-resumed': 'the cycle went on|周期恢复',
  'cycle-replanned': 'the cycle was planned anew|周期重新测算',
  'change-adopted': 'a change was adopted|采纳变更',
  'change-applied': 'a change took effect|变更生效',
  'change-proposed': 'a change was proposed|提出变更',
  'change-approved': 'a change was approved|变更获批准',
  'change-rejected': 'a change was rejected|变更被否决',
  'change-lapsed': 'a proposed change lapsed|变更提议失效',
  'launch-file-opened': 'a launch file began an inquiry|启动审批立卷',
  'launch-decided': 'it was decided whether to launch|作出是否启动的决定',
  'group-formed': 'the investigation group was formed|组成调查组',
  'conflict-declared': 'a member declared conflicts|回避声明',
  'member-released': 'a member left the group|调查组成员退出',
  'substitute-appointed': 'a substitute was appointed|替补调查组成员',
  'objection-raised': 'a member was objected to|申请回避',
  'objection-decided': 'the objection was decided|回避申请审定',
  served: 'it was served|送达',
  'file-looked-at': 'the file was looked at|查阅材料',
  'hearing-asked': 'a hearing was asked for|申请当面陈述',
  'facts-commented': 'the draft facts were commented on|对事实材料签署意见',
  'comment-answered': 'a comment was answered|答复意见',
  'report-drafted': 'the report was laid down|形成调查报告',
  'report-signed': 'the report was signed|签署调查报告',
  'inquiry-decided': 'the inquiry was decided|作出处理决定',
  'appeal-filed': 'an appeal was filed|提出申诉',
  'appeal-decided': 'the appeal was decided|作出申诉复核决定',
  'decision-corrected': 'the decision was corrected|纠正处理决定',
  'inquiry-ended': 'the inquiry was ended|终止调查',
  'meeting-called': 'the meeting was called|通知会议',
  'item-placed': 'an item was put on the agenda|列入议程',
  'item-withdrawn': 'an item was withdrawn|撤回议题',
  'attendance-recorded': 'attendance was recorded|登记到会',
  'recusal-recorded': 'a recusal was recorded|登记回避',
  'minutes-entered': 'the minutes were entered|录入纪要',
  'minutes-confirmed': 'the minutes were confirmed|纪要已确认',
  'meeting-cancelled': 'the meeting was cancelled|会议取消',
  'meeting-closed': 'the meeting was closed|会议办结',
  'dispatch-begun': 'passing it on began|开始分送',
  'dispatch-due': 'the time to pass it on came|分送时间已到',
  'page-sent': 'a part was passed on|已分送一批',
  'dispatch-completed': 'all was passed on|分送完毕',
  'digest-composed': 'a digest was composed|汇总通知',
  'digest-sent': 'a digest was sent|通知已发出',
};

const RUNGS: Readonly<Record<string, string>> = {
  remind: 'a reminder came due|临期提醒',
  overdue: 'it became overdue|已逾期',
  escalate: 'it was told upward|逾期上报',
  launch: 'a launch file was opened|开启问责启动审批',
  lapse: 'it lapsed|逾期未办结',
  close: 'the window of a right closed|权利期限届满',
  'review-suspension': 'a suspension was to be looked at|中止复核',
};

/** What an entry says happened, in plain words. */
export function wordsOfEntry({ kind, action }: { kind: string; action: string | null }): Title {
  const rung = kind === 'rung-fired' && action !== null ? RUNGS[action] : undefined;
  const [en, zh] = (rung ?? WORDS[kind as EntryKind] ?? `${kind.replaceAll('-', ' ')}|${kind}`).split(
    '|',
  ) as [string, string];
  return { zh, en };
}
