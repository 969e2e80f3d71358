import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { WorkflowHandle } from '@temporalio/client';
// A default import, because Node cannot see the named exports of this CommonJS package.
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** Recorded runs of workflows, one file each, named by what happens in them and the version that ran: `<behaviour>.v<n>.json`, as protobufjs writes messages. */
const folder = new URL('./histories/', import.meta.url);

export async function recordedHistories(): Promise<{ name: string; history: History }[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace(/\.json$/, ''),
      history: History.fromObject(JSON.parse(await readFile(new URL(file, folder), 'utf8')) as object),
    })),
  );
}

/** Set, a run of the workflow tests keeps the histories that it makes: those whose names are new. */
const isRecording = Boolean(process.env.LUZE_RECORD_HISTORIES);

/**
 * Keeps the history of a run under a new name; does nothing unless histories are being recorded, and never touches one that
 * is there: it stands for workflows that may be running somewhere. A new behaviour or version takes a new name.
 */
export async function keepHistory(name: string, handle: WorkflowHandle): Promise<void> {
  const file = new URL(`${name}.json`, folder);
  if (!isRecording || existsSync(file)) return;
  await mkdir(folder, { recursive: true });
  const history = History.fromObject(await handle.fetchHistory());
  const json = History.toObject(history, { longs: String, enums: String, bytes: String });
  await writeFile(file, `${JSON.stringify(json, withoutTraces, 1)}\n`, { flag: 'wx' });
}

/** Who ran it, where, and the stacks of failures are of no use to a replay; a sticky queue is named by process and host. */
const withoutTraces = (key: string, value: unknown): unknown =>
  key === 'identity' || (key === 'name' && /^\d+@/.test(String(value)))
    ? 'recorder'
    : key === 'stackTrace'
      ? ''
      : value;
