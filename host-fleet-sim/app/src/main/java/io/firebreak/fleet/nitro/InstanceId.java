package io.firebreak.fleet.nitro;

/** Names an instance, such as {@code i-0003a41b22c90d1e5}. A host reads nothing into it. */
public record InstanceId(String value) {
    public InstanceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An instance id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
