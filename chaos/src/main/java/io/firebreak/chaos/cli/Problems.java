package io.firebreak.chaos.cli;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a command's options, all of it told at once. */
public final class Problems {
    private final List<String> found = new ArrayList<>();

    /** Notes a value outside its range. {@code why} follows the range, such as ", the number of cells", and may be empty. */
    public void check(String name, int value, int least, int most, String why) {
        if (value < least || value > most) {
            add("%s is %d: it must be %d to %d%s".formatted(name, value, least, most, why));
        }
    }

    public void add(String problem) {
        found.add(problem);
    }

    /**
     * Ends the command when anything was noted.
     *
     * @throws BadInputException naming all of it
     */
    public void refuse() {
        if (!found.isEmpty()) {
            throw new BadInputException(String.join("; ", found));
        }
    }
}
