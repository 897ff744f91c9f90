package io.firebreak.fleet.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Sends commands to a fleet until it dies, and remembers what was answered and what was not. */
final class Writer {
    private static final Resources TINY = new Resources(0, 1, 0, 0, 0, 0, 0);

    private final int number;
    private final SplittableRandom random;
    private final Map<String, HostCommand> running = new LinkedHashMap<>();
    private final List<HostCommand> terminated = new ArrayList<>();
    private List<HostCommand> unanswered = List.of();
    private int instances;

    Writer(int number) {
        this.number = number;
        this.random = new SplittableRandom(number);
    }

    int answered() {
        return running.size() + terminated.size();
    }

    /** Sends batches of launches and terminations until one is not answered. */
    void writeTo(FleetProcess fleet) {
        do {
            unanswered = nextBatch();
        } while (sendUnanswered(fleet, CommandOutcome.ACCEPTED));
    }

    /**
     * Checks that a restarted fleet has everything that was answered, and the unanswered batch whole or not at all.
     *
     * @return whether it has the unanswered batch: the kill fell between its write and its answer
     */
    boolean check(FleetProcess fleet, Map<String, HostedInstance> found) {
        boolean kept = unanswered.stream()
                .filter(command -> command.action() == HostAction.RUN)
                .anyMatch(command -> found.containsKey(command.instance()));
        assertThat(sendUnanswered(fleet, kept ? CommandOutcome.REPEATED : CommandOutcome.ACCEPTED))
                .isTrue();

        Map<String, HostedInstance> now = fleet.instances();
        running.forEach((instance, command) -> assertThat(now.get(instance))
                .as("answered launch of %s", instance)
                .isNotNull()
                .extracting(HostedInstance::host, HostedInstance::generation)
                .containsExactly(command.host(), command.generation()));
        for (HostCommand command : terminated) {
            assertThat(now).as("answered termination").doesNotContainKey(command.instance());
        }
        lateLaunchesAreRefused(fleet);
        return kept;
    }

    private void lateLaunchesAreRefused(FleetProcess fleet) {
        for (int from = 0; from < terminated.size(); from += CommandBatch.LARGEST) {
            List<HostCommand> late =
                    terminated.subList(from, Math.min(from + CommandBatch.LARGEST, terminated.size())).stream()
                            .map(gone -> run(gone.host(), gone.instance()))
                            .toList();
            assertThat(fleet.send(new CommandBatch(late)).orElseThrow()).containsOnly(CommandOutcome.STALE);
        }
    }

    private boolean sendUnanswered(FleetProcess fleet, CommandOutcome expected) {
        if (unanswered.isEmpty()) {
            return true;
        }
        Optional<List<CommandOutcome>> outcomes = fleet.send(new CommandBatch(unanswered));
        if (outcomes.isEmpty()) {
            return false;
        }
        assertThat(outcomes.get()).as("writer %d", number).containsOnly(expected);
        for (HostCommand command : unanswered) {
            if (command.action() == HostAction.RUN) {
                running.put(command.instance(), command);
            } else {
                running.remove(command.instance());
                terminated.add(command);
            }
        }
        unanswered = List.of();
        return true;
    }

    /** Some launches, and the end of an instance that runs. */
    private List<HostCommand> nextBatch() {
        List<HostCommand> batch = new ArrayList<>();
        for (int launches = random.nextInt(1, 20); launches > 0; launches--) {
            int instance = ++instances;
            batch.add(run("host-%05d".formatted(1 + instance % 50), "i-%d-%d".formatted(number, instance)));
        }
        running.values().stream()
                .skip(running.isEmpty() ? 0 : random.nextInt(running.size()))
                .findFirst()
                .map(old -> new HostCommand(old.host(), old.instance(), 2, HostAction.TERMINATE, null, null))
                .ifPresent(batch::add);
        return batch;
    }

    private static HostCommand run(String host, String instance) {
        return new HostCommand(host, instance, 1, HostAction.RUN, "c5.large", TINY);
    }
}
