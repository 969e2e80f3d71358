import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inRound } from '../../../libs/domain/incident/rounds.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';

/** Stages that incidents and inquiries go through more than once. */
@Injectable()
export class LatestStages {
  constructor(private readonly dataSource: DataSource) {}

  /** The stage in the round that it has come to; before it has opened, in the first. */
  async of(id: string, stage: string): Promise<string> {
    const [row] = await this.dataSource.query<{ round: number | null }[]>(
      `SELECT max(coalesce(substring(stage FROM '-(\\d+)$')::int, 1)) AS round FROM party_state
       WHERE subject = $1 AND regexp_replace(stage, '-\\d+$', '') = $2`,
      [obligationSubject(id), stage],
    );
    return inRound(stage, row?.round ?? 1);
  }
}
