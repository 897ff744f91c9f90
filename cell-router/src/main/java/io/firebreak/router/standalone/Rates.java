package io.firebreak.router.standalone;

import io.firebreak.router.routing.RequestRate;
import java.util.Optional;

/** Reads how many requests are let through. */
final class Rates {
    private static final double LEAST = 0.001;
    private static final double MOST = 1_000_000;

    private Rates() {}

    /** {@code rate} and {@code burst}, which is a second's worth unless it is said; nothing when there is no rate. */
    static Optional<RequestRate> of(Section section) {
        Optional<Double> rate = section.find("rate")
                .flatMap(value -> value.as(
                        "a rate of 0.001/s to 1000000/s, such as 100/s",
                        text -> Notation.rate(text).filter(it -> it >= LEAST && it <= MOST)));
        int burst = section.wholeOr("burst", 0, 1, (int) MOST);
        if (rate.isEmpty() && burst > 0) {
            section.need("rate", "a rate such as 100/s beside burst");
        }
        return rate.map(it -> new RequestRate(it, burst > 0 ? burst : (int) Math.max(1, Math.ceil(it))));
    }
}
