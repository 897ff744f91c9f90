package io.firebreak.chaos.load;

import java.util.List;
import java.util.random.RandomGenerator;

/** The instance types tenants ask for: mostly small, general-purpose and compute first, as fleets usually look. */
final class InstanceTypes {
    /** Types stand as often as they are asked for, of 20 launches. */
    private static final List<String> ASKED_FOR = List.of(
            "c5.large",
            "c5.large",
            "c5.large",
            "c5.large",
            "c5.large",
            "c5.xlarge",
            "c5.xlarge",
            "c5.2xlarge",
            "m5.large",
            "m5.large",
            "m5.large",
            "m5.large",
            "m5.xlarge",
            "m5.xlarge",
            "r5.large",
            "r5.large",
            "r5.xlarge",
            "m6i.large",
            "m6i.large",
            "m6i.xlarge");

    private InstanceTypes() {}

    static String draw(RandomGenerator chance) {
        return ASKED_FOR.get(chance.nextInt(ASKED_FOR.size()));
    }
}
