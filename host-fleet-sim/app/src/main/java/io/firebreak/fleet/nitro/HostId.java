package io.firebreak.fleet.nitro;

/** Names a host in its fleet, such as {@code host-00017}. */
public record HostId(String value) {
    public HostId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A host id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
