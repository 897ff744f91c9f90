package io.firebreak.chaos.load;

import org.jspecify.annotations.Nullable;

/**
 * One request to the region, the same in each attempt.
 *
 * @param path with query
 * @param clientToken of a launch
 * @param body JSON
 */
record ApiRequest(
        String method,
        String path,
        String key,
        @Nullable String clientToken,
        @Nullable String body) {
    static ApiRequest get(String path, String key) {
        return new ApiRequest("GET", path, key, null, null);
    }

    static ApiRequest delete(String path, String key) {
        return new ApiRequest("DELETE", path, key, null, null);
    }
}
