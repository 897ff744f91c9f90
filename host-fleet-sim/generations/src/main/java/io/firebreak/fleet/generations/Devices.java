package io.firebreak.fleet.generations;

import java.util.List;

/**
 * What lies outside of the host's virtualization and is the same for all generations: means in microseconds and sigmas of
 * log-normal distributions.
 */
public record Devices(
        Parameter ebsMicros,
        Parameter ebsSpread,
        Parameter localMicros,
        Parameter localSpread,
        Parameter fabricMicros) {
    List<Parameter> parameters() {
        return List.of(ebsMicros, ebsSpread, localMicros, localSpread, fabricMicros);
    }
}
