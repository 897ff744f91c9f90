package io.firebreak.chaos.gameday;

/** One comparison of the file, such as {@code >= 0.999}. No number holds against NaN: what was not measured is no success. */
public record Bound(Direction direction, double limit) {
    /** Which side of the limit is good. */
    public enum Direction {
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }

        /** As the file writes it. */
        public String sign() {
            return sign;
        }
    }

    public static Bound atLeast(double limit) {
        return new Bound(Direction.AT_LEAST, limit);
    }

    public static Bound atMost(double limit) {
        return new Bound(Direction.AT_MOST, limit);
    }

    /** Whether a measured value keeps the bound. */
    public boolean holds(double measured) {
        return switch (direction) {
            case AT_LEAST -> measured >= limit;
            case AT_MOST -> measured <= limit;
        };
    }

    @Override
    public String toString() {
        return direction.sign() + " " + limit;
    }
}
