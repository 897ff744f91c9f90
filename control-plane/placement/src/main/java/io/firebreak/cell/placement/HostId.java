package io.firebreak.cell.placement;

/** Names a host of the cell's fleet, such as {@code host-00017}. Ordered by its text. */
public record HostId(String value) implements Comparable<HostId> {
    public HostId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a host id must not be blank");
        }
    }

    @Override
    public int compareTo(HostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
