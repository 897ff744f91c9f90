package io.firebreak.fleet.wire;

import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.Resources;
import io.firebreak.fleet.nitro.Command;
import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.nitro.InstanceId;
import io.firebreak.fleet.sim.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a batch means, if it means anything. JSON may leave out what the records have. */
sealed interface BatchReading {
    record Valid(List<Order> orders) implements BatchReading {}

    /**
     * It is not to be carried out.
     *
     * @param mistakes at most {@link #MOST_MISTAKES}, each naming its command
     */
    record Invalid(List<String> mistakes) implements BatchReading {}

    record TooLarge(int commands) implements BatchReading {}

    /** Enough to see what is wrong with a client, few enough for one line of a log. */
    int MOST_MISTAKES = 5;

    Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static BatchReading of(CommandBatch batch) {
        List<HostCommand> commands = batch.commands();
        if (commands.size() > CommandBatch.LARGEST) {
            return new TooLarge(commands.size());
        }
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < commands.size() && mistakes.size() < MOST_MISTAKES; i++) {
            String mistake = mistakeIn(commands.get(i));
            if (mistake != null) {
                mistakes.add("commands[" + i + "]." + mistake);
            }
        }
        return mistakes.isEmpty()
                ? new Valid(commands.stream().map(BatchReading::order).toList())
                : new Invalid(mistakes);
    }

    private static @Nullable String mistakeIn(HostCommand command) {
        if (!isName(command.host())) {
            return "host must be 1 to 64 letters, digits, '.', '_' or '-'";
        }
        if (!isName(command.instance())) {
            return "instance must be 1 to 64 letters, digits, '.', '_' or '-'";
        }
        if (command.generation() < 1) {
            return "generation must be at least 1, is " + command.generation();
        }
        return switch (command.action()) {
            case null -> "action is missing";
            case RUN -> mistakeInRun(command);
            case STOP, REBOOT, TERMINATE -> null;
        };
    }

    private static @Nullable String mistakeInRun(HostCommand command) {
        if (!isName(command.instanceType())) {
            return "instanceType must be 1 to 64 letters, digits, '.', '_' or '-' to RUN";
        }
        Resources resources = command.resources();
        if (resources == null) {
            return "resources are missing to RUN";
        }
        return isNegative(resources) ? "resources must not be negative: " + resources : null;
    }

    private static boolean isNegative(Resources resources) {
        return resources.vcpus() < 0
                || resources.memoryMiB() < 0
                || resources.networkMbps() < 0
                || resources.ebsMbps() < 0
                || resources.networkInterfaces() < 0
                || resources.volumeSlots() < 0
                || resources.localDiskGiB() < 0
                || resources.accelerators() < 0;
    }

    private static boolean isName(@Nullable String name) {
        return name != null && NAME.matcher(name).matches();
    }

    private static Order order(HostCommand command) {
        InstanceId instance = new InstanceId(command.instance());
        long generation = command.generation();
        return new Order(
                new HostId(command.host()),
                switch (command.action()) {
                    case RUN ->
                        new Command.Run(
                                instance, generation, checked(command.instanceType()), checked(command.resources()));
                    case STOP -> new Command.Stop(instance, generation);
                    case REBOOT -> new Command.Reboot(instance, generation);
                    case TERMINATE -> new Command.Terminate(instance, generation);
                });
    }

    private static <T> T checked(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("A command that was checked to be whole is not");
        }
        return value;
    }
}
