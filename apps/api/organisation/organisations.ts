import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Organisation } from '../../../libs/domain/organisation/organisation.js';
import {
  ORGANISATION,
  organisationRows,
} from '../../../libs/persistence/repositories/organisation.repository.js';

/** The organisation as it is, kept until it changes. */
@Injectable()
export class Organisations {
  private cached: Organisation | undefined;

  constructor(private readonly dataSource: DataSource) {}

  async current(): Promise<Organisation> {
    const [row] = await this.dataSource.query<{ seq: number }[]>('SELECT seq FROM subject WHERE id = $1', [
      ORGANISATION,
    ]);
    if (this.cached === undefined || this.cached.version !== (row?.seq ?? 0))
      this.cached = new Organisation(await organisationRows(this.dataSource.manager));
    return this.cached;
  }
}
