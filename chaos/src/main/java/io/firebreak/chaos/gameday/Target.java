package io.firebreak.chaos.gameday;

import java.util.List;
import java.util.random.RandomGenerator;

/** What a fault is aimed at: something named in the file, or one the seed picks. */
public sealed interface Target<T> {
    /** The file's {@code random}. */
    record Random<T>() implements Target<T> {
        @Override
        public String toString() {
            return "random";
        }
    }

    record Named<T>(T value) implements Target<T> {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    static <T> Target<T> random() {
        return new Random<>();
    }

    static <T> Target<T> named(T value) {
        return new Named<>(value);
    }

    /**
     * The one that is hit. The order of the candidates counts: the same order and the same chance give the same answer.
     *
     * @throws IllegalArgumentException when there is no candidate, or the named one is none of them
     */
    default T among(List<T> candidates, RandomGenerator chance) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to aim a fault at");
        }
        return switch (this) {
            case Random<T> _ -> candidates.get(chance.nextInt(candidates.size()));
            case Named<T>(T value) -> {
                if (!candidates.contains(value)) {
                    throw new IllegalArgumentException("target '%s' does not exist; there are %s to %s"
                            .formatted(value, candidates.getFirst(), candidates.getLast()));
                }
                yield value;
            }
        };
    }
}
