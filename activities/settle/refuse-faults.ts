import { refuse, type Entry, type Input, type Machine } from '../../libs/domain/subject/machine.js';

/**
 * A person's command on which a machine fails, by a fault of the product, is refused: tried again and again it would hold up every rung
 * and command behind it. A step or a notice, which nobody would send a second time, still fails, and waits for the fault to be mended.
 *
 * @param onFault told of the command's id and of the error
 */
export const refuseFaults = <S, I extends Input, E extends Entry, F>(
  machine: Machine<S, I, E, F>,
  onFault: (inputId: string, error: unknown) => void,
): Machine<S, I, E, F> => ({
  ...machine,
  decide(state, input, facts) {
    try {
      return machine.decide(state, input, facts);
    } catch (error) {
      if (!('actor' in input)) throw error;
      onFault(input.id, error);
      return refuse(
        'undecidable',
        'A fault of the product kept this from being decided, and nothing was recorded: tell whoever runs it.',
      );
    }
  },
});
