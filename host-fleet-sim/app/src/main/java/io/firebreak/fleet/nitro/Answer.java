package io.firebreak.fleet.nitro;

import io.firebreak.fleet.api.CommandOutcome;

/** What became of a {@link Command}. */
public sealed interface Answer {
    CommandOutcome outcome();

    /**
     * It was carried out.
     *
     * @param guest as it is now, with the command's generation
     */
    record Accepted(Guest guest) implements Answer {
        @Override
        public CommandOutcome outcome() {
            return CommandOutcome.ACCEPTED;
        }
    }

    /** Nothing was done and nothing is remembered of the command. */
    record Refused(CommandOutcome outcome) implements Answer {}
}
