import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { deliverSignal } from '../contracts/messages.js';
import { WORKFLOWS } from '../contracts/names.js';
import { deliverySubject } from '../domain/subject/ids.js';
import { orUnavailable } from './grpc-status.js';

/** A subject whose workflow is to run, as its row has it. */
export interface StartableSubject {
  /** Also the id of the workflow. */
  readonly id: string;
  /** The type of the workflow: `workflowOfProcedure`, or one of `WORKFLOWS`. */
  readonly workflow: string;
}

/** Starts the workflows of subjects. */
export class SubjectStarter {
  constructor(
    private readonly client: Pick<Client, 'workflow'>,
    private readonly taskQueue: string,
  ) {}

  /**
   * Starts the workflow of a subject whose row is there; one that runs already is what was asked for. Of one that has ended
   * it starts another run, which finds in the ledger what has been done: that is also how a subject is repaired.
   *
   * @throws TemporalUnavailable
   */
  async start({ id, workflow }: StartableSubject): Promise<void> {
    try {
      await this.client.workflow.start(workflow, {
        workflowId: id,
        taskQueue: this.taskQueue,
        args: [id],
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw orUnavailable(error);
    }
  }

  /**
   * Tells the recipient's delivery that there is something to send, and starts it where it does not run.
   *
   * @throws TemporalUnavailable
   */
  async deliver(officerId: string): Promise<void> {
    const subject = deliverySubject(officerId);
    try {
      await this.client.workflow.signalWithStart(WORKFLOWS.delivery, {
        workflowId: subject,
        taskQueue: this.taskQueue,
        args: [subject],
        signal: deliverSignal,
      });
    } catch (error) {
      throw orUnavailable(error);
    }
  }
}
