package io.firebreak.chaos.docker;

import tools.jackson.databind.JsonNode;

/**
 * A container as the engine lists it.
 *
 * @param service what compose calls it; empty when it is none of compose's
 * @param oneOff whether {@code docker compose run} made it, so that it is no process of the region
 */
record Container(String id, String service, boolean oneOff, ContainerState state) {
    static final String PROJECT = "com.docker.compose.project";
    private static final String SERVICE = "com.docker.compose.service";
    private static final String ONE_OFF = "com.docker.compose.oneoff";

    static Container listed(JsonNode listed) {
        return of(listed.path("Id"), listed.path("Labels"), listed.path("State"));
    }

    static Container of(JsonNode id, JsonNode labels, JsonNode state) {
        return new Container(
                id.asString(""),
                labels.path(SERVICE).asString(""),
                labels.path(ONE_OFF).asString("").equalsIgnoreCase("true"),
                ContainerState.of(state.asString("")));
    }
}
