import type { Title } from '../../../libs/domain/organisation/organisation.js';
import { wordsOfEntry } from './entry-words.js';
import type { HistoryLine } from './pairing.js';

type What = HistoryLine['what'];

/** What each thing that happened is called; `until`, `command` and the like stand in fields of their own too. */
const WORDS: {
  readonly [K in What['kind']]: (what: Extract<What, { kind: K }>, line: HistoryLine) => Title;
} = {
  started: ({ workflow, continues }) =>
    continues
      ? { en: `A new run of ${workflow} goes on from the run before`, zh: `${workflow} 续接上一次运行` }
      : { en: `${workflow} started`, zh: `${workflow} 启动` },
  'timer-armed': ({ until }) => ({ en: `Timer armed until ${until}`, zh: `计时器设定至 ${until}` }),
  'timer-fired': ({ until }) => ({ en: `Timer of ${until} fired`, zh: `${until} 的计时器到时` }),
  'timer-cancelled': ({ until }) => ({ en: `Timer of ${until} cancelled`, zh: `${until} 的计时器取消` }),
  'command-taken': ({ command }) => ({ en: `Command ${command} received`, zh: `收到指令 ${command}` }),
  'command-accepted': ({ command, seq }) => ({
    en: `Command ${command} accepted: entry ${seq}`,
    zh: `指令 ${command} 已受理：第 ${seq} 条`,
  }),
  'command-refused': ({ command, code }) => ({
    en: `Command ${command} refused: ${code}`,
    zh: `指令 ${command} 被拒绝：${code}`,
  }),
  'signal-received': ({ signal, notice }) => ({
    en: `Signal ${signal} received${notice ? `: ${notice}` : ''}`,
    zh: `收到信号 ${signal}${notice ? `：${notice}` : ''}`,
  }),
  settled: ({ seq, about, attempts }, { entries, missing }) => ({
    en: `Settled${about ? ` (${about})` : ''}: ${entries.length + missing.length} entries, up to ${seq}${tries(attempts).en}`,
    zh: `结算${about ? `（${about}）` : ''}：${entries.length + missing.length} 条，至第 ${seq} 条${tries(attempts).zh}`,
  }),
  'activity-begun': ({ activity }) => ({
    en: `Activity ${activity} handed to the workers`,
    zh: `活动 ${activity} 已交办`,
  }),
  'activity-done': ({ activity, attempts }) => ({
    en: `Activity ${activity} done${tries(attempts).en}`,
    zh: `活动 ${activity} 完成${tries(attempts).zh}`,
  }),
  'activity-failed': ({ activity, attempts }) => ({
    en: `Activity ${activity} failed${tries(attempts).en}`,
    zh: `活动 ${activity} 失败${tries(attempts).zh}`,
  }),
  'task-failed': () => ({
    en: 'A step of the workflow failed and is tried again',
    zh: '工作流的一步失败，将重试',
  }),
  'continued-as-new': () => ({ en: 'Continued as a new run', zh: '转入新的运行' }),
  completed: () => ({ en: 'Completed', zh: '完成' }),
  cancelled: () => ({ en: 'Cancelled', zh: '被取消' }),
  'timed-out': () => ({ en: 'Timed out', zh: '超时结束' }),
  failed: ({ type }) => ({ en: `Failed${type ? `: ${type}` : ''}`, zh: `失败${type ? `：${type}` : ''}` }),
  terminated: ({ reason }) => ({
    en: `Terminated from outside${reason ? `: ${reason}` : ''}`,
    zh: `被外部终止${reason ? `：${reason}` : ''}`,
  }),
  other: ({ event }) => ({ en: `Temporal: ${event}`, zh: `Temporal 事件：${event}` }),
  recorded: (_, { entries: [entry] }) => {
    const { en, zh } = entry ? wordsOfEntry(entry) : { en: '', zh: '' };
    return { en: `Entry ${entry?.seq}: ${en}`, zh: `第 ${entry?.seq} 条：${zh}` };
  },
  'entries-missing': (_, { missing }) => ({
    en: `The ledger does not hold entry ${missing.join(', ')}`,
    zh: `账本缺少第 ${missing.join('、')} 条`,
  }),
  'from-the-ledger': ({ because }) =>
    because === 'temporal-away'
      ? { en: 'Temporal is away: this run is told from the ledger', zh: 'Temporal 暂不可用：以下据账本' }
      : {
          en: 'Temporal no longer keeps this run: it is told from the ledger',
          zh: 'Temporal 已不保留此次运行：以下据账本',
        },
};

const tries = (attempts: number): Title =>
  attempts > 1 ? { en: `, after ${attempts} attempts`, zh: `，共尝试 ${attempts} 次` } : { en: '', zh: '' };

/** What a line says, in plain words. */
export function wordsOfLine(line: HistoryLine): Title {
  const words = WORDS[line.what.kind] as (what: What, line: HistoryLine) => Title;
  return words(line.what, line);
}
