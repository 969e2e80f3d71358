import { Injectable } from '@nestjs/common';
import { Client } from '@temporalio/client';

const WAIT_MS = 1_000;

/** Whether Temporal answers. */
@Injectable()
export class TemporalHealth {
  constructor(private readonly client: Client) {}

  async isThere(): Promise<boolean> {
    try {
      await this.client.withDeadline(Date.now() + WAIT_MS, () =>
        this.client.workflowService.getSystemInfo({}),
      );
      return true;
    } catch {
      return false;
    }
  }
}
