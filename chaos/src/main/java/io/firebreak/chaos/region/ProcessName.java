package io.firebreak.chaos.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.firebreak.assigner.CellId;
import java.util.regex.Pattern;

/**
 * What a process of the region is called: {@code directory}, {@code directory/database}, {@code router-1},
 * {@code cell-1/node-1}, {@code cell-1/database}, {@code cell-1/fleet} or {@code network}. It is kept over restarts.
 */
public record ProcessName(@JsonValue String value) implements Comparable<ProcessName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,40}(/[a-z0-9-]{1,40})?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProcessName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("process '%s' must match %s".formatted(value, SHAPE));
        }
    }

    /** What passes all that goes through wires that can be broken. */
    public static ProcessName network() {
        return new ProcessName("network");
    }

    public static ProcessName directory() {
        return new ProcessName("directory");
    }

    public static ProcessName directoryDatabase() {
        return new ProcessName("directory/database");
    }

    /** The router with this number, from 1. */
    public static ProcessName router(int number) {
        return new ProcessName("router-" + number);
    }

    /** The node with this number, from 1, of a cell. */
    public static ProcessName node(CellId cell, int number) {
        return new ProcessName(cell + "/node-" + number);
    }

    public static ProcessName database(CellId cell) {
        return new ProcessName(cell + "/database");
    }

    public static ProcessName fleet(CellId cell) {
        return new ProcessName(cell + "/fleet");
    }

    /** The name as one path element, for logs and directories. */
    String fileName() {
        return value.replace('/', '-');
    }

    @Override
    public int compareTo(ProcessName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
