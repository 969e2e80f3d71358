import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OfficerId } from '../../../libs/domain/organisation/organisation.js';
import { standingSubmission, type PartyState } from '../../../libs/domain/stage/state.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';
import type { Caller } from '../auth/caller.js';

/** The parties that a command names; it may leave out both. */
export interface ConcernedParties {
  readonly stage?: string;
  readonly party?: string;
  readonly parties?: readonly string[];
}

/** Which people the texts of commands are about. */
@Injectable()
export class ConcernedPeople {
  constructor(private readonly dataSource: DataSource) {}

  /** Who holds the owing posts when the command is given; a body is no person. Where nothing is named, all that still owe are meant. */
  async owing(caller: Caller, id: string, named: ConcernedParties): Promise<(OfficerId | undefined)[]> {
    const isNamed = named.party !== undefined || named.parties !== undefined;
    const states = (await this.partiesOf(id, named)).filter(({ endedAt }) => isNamed || endedAt === null);
    return states
      .filter(({ state }) => state.party.kind === 'post')
      .map(({ party }) => caller.organisation.holderOf(party, caller.at));
  }

  /** Who did in a party's name what its principal denies. */
  async whoActedFor(id: string, named: ConcernedParties): Promise<(OfficerId | null)[]> {
    const states = await this.partiesOf(id, named);
    return states.flatMap(({ state }) => clerksOf(state));
  }

  private async partiesOf(id: string, { stage, party, parties }: ConcernedParties) {
    const wanted = parties ?? (party === undefined ? undefined : [party]);
    const all = await this.dataSource.getRepository(PartyStateEntity).findBy({
      subject: obligationSubject(id),
      ...(stage === undefined ? {} : { stage }),
    });
    return all.filter((one) => wanted === undefined || wanted.includes(one.party));
  }
}

function clerksOf(party: PartyState): (OfficerId | null)[] {
  const submission = standingSubmission(party);
  return [
    party.isReceiptUnconfirmed ? party.signedBy : null,
    submission?.unconfirmed === true ? submission.by : null,
  ];
}
